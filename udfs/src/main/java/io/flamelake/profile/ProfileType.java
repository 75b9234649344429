package io.flamelake.profile;

import java.util.List;

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
   * Takes a profile type apart, from its end: the name may hold colons, as in Prometheus.
   *
   * @throws IllegalArgumentException if it has not five parts of which the first three are given
   */
  public static ProfileType parse(String type) {
    String[] parts = type.split(":", -1);
    int last = parts.length - 1;
    if (last < PARTS - 1
        || type.startsWith(":")
        || parts[last - 3].isEmpty()
        || parts[last - 2].isEmpty()) {
      throw new IllegalArgumentException(
          "a profile type is name:sample_type:sample_unit:period_type:period_unit, not '%s'"
              .formatted(type));
    }
    return new ProfileType(
        String.join(":", List.of(parts).subList(0, last - 3)),
        parts[last - 3],
        parts[last - 2],
        emptyToNull(parts[last - 1]),
        emptyToNull(parts[last]));
  }

  private static String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
