package io.flamelake.ingest.jfr;

import io.flamelake.ingest.profile.TypeSet;

/**
 * The profiles that a recording may have, as Pyroscope names them. Their places here are part of
 * profile ids: they never change.
 */
enum Kind {
  CPU("process_cpu", "cpu", "nanoseconds", type("cpu", "nanoseconds")),
  WALL("wall", "wall", "nanoseconds", type("wall", "nanoseconds")),
  IN_NEW_TLAB(
      "memory",
      "space",
      "bytes",
      type("alloc_in_new_tlab_objects", "count"),
      type("alloc_in_new_tlab_bytes", "bytes")),
  OUTSIDE_TLAB(
      "memory",
      "space",
      "bytes",
      type("alloc_outside_tlab_objects", "count"),
      type("alloc_outside_tlab_bytes", "bytes")),
  ALLOCATION_SAMPLE(
      "memory",
      "space",
      "bytes",
      type("alloc_sample_objects", "count"),
      type("alloc_sample_bytes", "bytes")),
  MONITOR("mutex", "mutex", "count", type("contentions", "count"), type("delay", "nanoseconds")),
  PARK("block", "block", "count", type("contentions", "count"), type("delay", "nanoseconds")),
  LIVE("memory", "objects", "count", type("live", "count"), type("live_space", "bytes"));

  private final String profileName;
  private final TypeSet types;

  Kind(String profileName, String periodType, String periodUnit, String[]... types) {
    this.profileName = profileName;
    String[] names = new String[types.length];
    String[] units = new String[types.length];
    for (int i = 0; i < types.length; i++) {
      names[i] = types[i][0];
      units[i] = types[i][1];
    }
    this.types = new TypeSet(names, units, periodType, periodUnit);
  }

  String profileName() {
    return profileName;
  }

  TypeSet types() {
    return types;
  }

  private static String[] type(String name, String unit) {
    return new String[] {name, unit};
  }
}
