package io.flamelake.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;

/**
 * Samples of twelve instances of a service, made from those of one: each has the same windows, but
 * begins with another, has greater values, and lacks 15 % of the rows.
 */
final class RotatedFleet {
  private static final int INSTANCES = 12;
  private static final int SHIFT = 17;
  private static final int KEPT_PERCENT = 85;
  private static final int TIME = 0;
  private static final int SERIES = 3;
  private static final int VALUE = 5;

  private RotatedFleet() {}

  /** Rows by profile type, in the order of their times, as profiles would come. */
  static Map<String, List<StructLike>> of(Map<String, List<StructLike>> samples) {
    Map<String, List<StructLike>> fleet = new TreeMap<>();
    samples.forEach((type, rows) -> fleet.put(type, of(rows)));
    return fleet;
  }

  private static List<StructLike> of(List<StructLike> rows) {
    TreeMap<Long, List<GenericRecord>> windows = new TreeMap<>();
    rows.forEach(
        row ->
            windows
                .computeIfAbsent(row.get(TIME, Long.class), time -> new ArrayList<>())
                .add((GenericRecord) row));
    List<Long> times = List.copyOf(windows.keySet());
    Random random = new Random(5);
    List<StructLike> fleet = new ArrayList<>();
    for (int window = 0; window < times.size(); window++) {
      for (int instance = 0; instance < INSTANCES; instance++) {
        long recorded = times.get((window + SHIFT * instance) % times.size());
        for (GenericRecord row : windows.get(recorded)) {
          if (random.nextInt(100) < KEPT_PERCENT) {
            GenericRecord copy = row.copy();
            copy.set(TIME, times.get(window));
            copy.set(SERIES, (row.get(SERIES, Long.class) + instance) * 0x9E3779B97F4A7C15L);
            copy.set(VALUE, row.get(VALUE, Long.class) * (instance + 1));
            fleet.add(copy);
          }
        }
      }
    }
    return fleet;
  }
}
