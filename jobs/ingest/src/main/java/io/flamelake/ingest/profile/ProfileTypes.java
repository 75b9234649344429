package io.flamelake.ingest.profile;

import java.util.Set;

/**
 * What a profile is called where its producer does not say, and what its values count. {@code
 * docs/formats.md} has both as tables.
 */
public final class ProfileTypes {

  /** Sample types whose values count up from the start of the process, as Go sends them. */
  public static final Set<String> DEFAULT_CUMULATIVE_TYPES =
      Set.of("alloc_objects", "alloc_space", "contentions", "delay");

  /** Sample types that tell what is, with or without a duration. */
  private static final Set<String> GAUGES =
      Set.of(
          "inuse_objects",
          "inuse_space",
          "goroutine",
          "goroutines",
          "threadcreate",
          "live",
          "live_objects",
          "live_space",
          "heap_live_objects",
          "heap_live_size",
          "heap-live-samples",
          "heap-live-size");

  /** Sample types that tell what happened, even without a duration. */
  private static final Set<String> DELTAS =
      Set.of(
          "samples",
          "sample",
          "cpu",
          "itimer",
          "wall",
          "off_cpu",
          "events",
          "alloc_objects",
          "alloc_space",
          "contentions",
          "delay",
          "lock_count",
          "lock_duration",
          "exception",
          "alloc_samples",
          "alloc_size",
          "alloc_in_new_tlab_objects",
          "alloc_in_new_tlab_bytes",
          "alloc_outside_tlab_objects",
          "alloc_outside_tlab_bytes");

  private ProfileTypes() {}

  /** The name of a profile with these sample types, of which there is at least one. */
  public static String defaultName(String[] sampleTypes) {
    for (String type : sampleTypes) {
      String name = knownName(type);
      if (name != null) {
        return name;
      }
    }
    return sampleTypes[0];
  }

  private static String knownName(String type) {
    return switch (type) {
      case "cpu" -> "process_cpu";
      case "inuse_space", "inuse_objects", "alloc_space", "alloc_objects" -> "memory";
      case "contentions", "delay" -> "mutex";
      case "goroutine", "goroutines" -> "goroutine";
      case "wall" -> "wall";
      default -> null;
    };
  }

  /**
   * What the values of each type of a profile count, as codes; see {@link #temporality}.
   *
   * @param cumulativeTypes sample types or whole profile types that are configured to count up
   */
  public static byte[] temporalities(
      TypeSet types,
      String profileName,
      Set<String> cumulativeTypes,
      boolean isDelta,
      long durationNanos) {
    boolean[] cumulative = types.among(cumulativeTypes, profileName);
    byte[] codes = new byte[types.size()];
    for (int t = 0; t < codes.length; t++) {
      codes[t] = temporality(types.sampleTypes()[t], cumulative[t], isDelta, durationNanos).code();
    }
    return codes;
  }

  /**
   * What the values of a sample type count.
   *
   * @param cumulative whether the type is configured to count up
   * @param isDelta the producer says that its profile is the difference to the one before: by
   *     {@code __delta__="false"} (nothing to subtract any more)
   * @param durationNanos of the profile, 0 when not told; a duration says the same
   */
  public static Temporality temporality(
      String sampleType, boolean cumulative, boolean isDelta, long durationNanos) {
    if (GAUGES.contains(sampleType)) {
      return Temporality.GAUGE;
    }
    if (cumulative) {
      return isDelta || durationNanos > 0 ? Temporality.DELTA : Temporality.CUMULATIVE;
    }
    return durationNanos > 0 || isDelta || DELTAS.contains(sampleType)
        ? Temporality.DELTA
        : Temporality.GAUGE;
  }
}
