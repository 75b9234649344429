package io.flamelake.ingest.profile;

import java.util.Set;

/**
 * What the values of a profile are. Shared by profiles: its arrays must not be changed.
 *
 * @param sampleTypes at least one
 * @param sampleUnits aligned with {@code sampleTypes}; empty when not told
 * @param periodType null when not told, as {@code periodUnit}
 */
public record TypeSet(
    String[] sampleTypes, String[] sampleUnits, String periodType, String periodUnit) {

  public int size() {
    return sampleTypes.length;
  }

  /** {@code name:sample_type:sample_unit:period_type:period_unit}; parts not told are empty. */
  public String profileType(String profileName, int type) {
    return profileName
        + ':'
        + sampleTypes[type]
        + ':'
        + sampleUnits[type]
        + ':'
        + (periodType == null ? "" : periodType)
        + ':'
        + (periodUnit == null ? "" : periodUnit);
  }

  /** Which types of a profile of this name are among these sample types or profile types. */
  public boolean[] among(Set<String> types, String profileName) {
    boolean[] among = new boolean[size()];
    for (int t = 0; t < among.length; t++) {
      among[t] = types.contains(sampleTypes[t]) || types.contains(profileType(profileName, t));
    }
    return among;
  }
}
