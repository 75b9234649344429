package io.flamelake.profile;

/**
 * The parts of a profile type, {@code name:sample_type:sample_unit:period_type:period_unit}.
 *
 * @param periodType null where there is none
 * @param periodUnit null where there is none
 */
public record ProfileType(
    String profileName,
    String sampleType,
    String sampleUnit,
    String periodType,
    String periodUnit) {
  private static final int PARTS = 5;

  /**
   * Takes a profile type apart.
   *
   * @throws IllegalArgumentException if it has not five parts of which the first three are given
   */
  public static ProfileType parse(String type) {
    String[] parts = type.split(":", -1);
    if (parts.length != PARTS || parts[0].isEmpty() || parts[1].isEmpty() || parts[2].isEmpty()) {
      throw new IllegalArgumentException(
          "a profile type is name:sample_type:sample_unit:period_type:period_unit, not '%s'"
              .formatted(type));
    }
    return new ProfileType(
        parts[0], parts[1], parts[2], emptyToNull(parts[3]), emptyToNull(parts[4]));
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
