package io.flamelake.ingest.testing;

import io.flamelake.ingest.profile.SeriesProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * A random log of cumulative profiles: several series and sessions, stacks that appear and vanish,
 * restarts, records sent twice, sent late, and by producers whose clocks are wrong.
 */
public final class DeltaHistory {
  public static final long LATENESS_MILLIS = 20_000;

  /** How far timestamps within a partition may be out of order. */
  public static final long DISORDER_MILLIS = 3_000;

  public static final int PARTITIONS = 3;

  private static final long STEP_MILLIS = 10_000;

  private final Random random;
  private final List<SeriesProfile> log = new ArrayList<>();
  private long nextId = 1;

  private DeltaHistory(Random random) {
    this.random = random;
  }

  /**
   * The log in no particular order.
   *
   * @param maxDelayMillis how much later than taken a profile may be sent
   */
  public static List<SeriesProfile> random(Random random, long maxDelayMillis) {
    DeltaHistory history = new DeltaHistory(random);
    int series = 1 + random.nextInt(3);
    for (int s = 0; s < series; s++) {
      int sessions = 1 + random.nextInt(2);
      for (int session = 0; session < sessions; session++) {
        history.addStream(s - 1, session, maxDelayMillis, "memory", "alloc_objects", "alloc_space");
      }
      if (random.nextBoolean()) {
        history.addStream(s - 1, 0, maxDelayMillis, "mutex", "delay");
      }
    }
    return history.log;
  }

  private void addStream(
      long series, long session, long maxDelayMillis, String name, String... types) {
    long clockNanos = (random.nextInt(7) - 3) * 100_000_000_000L;
    Map<Long, long[]> counters = new TreeMap<>();
    int snapshots = 1 + random.nextInt(12);
    for (int i = 0; i < snapshots; i++) {
      if (random.nextInt(6) == 0) {
        counters.clear();
      }
      work(counters, types.length);
      long millis = Records.TIMESTAMP_MILLIS + i * STEP_MILLIS + random.nextInt(3_000);
      SnapshotBuilder snapshot =
          new SnapshotBuilder()
              .series(series)
              .session(session)
              .types(name, types)
              .time(millis * 1_000_000 + clockNanos)
              .sent(millis + random.nextInt((int) maxDelayMillis + 1))
              .partition(random.nextInt(PARTITIONS))
              .id(nextId++);
      counters.forEach((stack, values) -> add(snapshot, stack, values));
      log.add(snapshot.build());
      if (random.nextInt(5) == 0) {
        log.add(snapshot.partition(random.nextInt(PARTITIONS)).build());
      }
    }
  }

  private void work(Map<Long, long[]> counters, int types) {
    for (int i = 0; i < 4; i++) {
      long stack = (random.nextInt(8) - 4) * 0x1234567890abcdefL;
      long[] values = counters.computeIfAbsent(stack, s -> new long[types]);
      for (int type = 0; type < types; type++) {
        values[type] += random.nextInt(4) == 0 ? random.nextLong(1L << 50) : random.nextInt(4);
      }
    }
  }

  private void add(SnapshotBuilder snapshot, long stack, long[] values) {
    boolean something = false;
    for (long value : values) {
      something |= value != 0;
    }
    if (something && random.nextInt(6) != 0) {
      snapshot.stack(stack, values.clone());
    }
  }

  /** The records of each partition in an order in which a broker may hold them. */
  public static List<List<SeriesProfile>> partitions(List<SeriesProfile> log, Random random) {
    List<List<SeriesProfile>> partitions = new ArrayList<>();
    for (int p = 0; p < PARTITIONS; p++) {
      int partition = p;
      Map<SeriesProfile, Long> appended = new java.util.IdentityHashMap<>();
      log.stream()
          .filter(profile -> profile.kafkaPartition() == partition)
          .forEach(
              profile ->
                  appended.put(
                      profile,
                      profile.kafkaTimestampMillis() + random.nextInt((int) DISORDER_MILLIS)));
      partitions.add(
          appended.keySet().stream()
              .sorted(Comparator.comparingLong(appended::get))
              .collect(java.util.stream.Collectors.toCollection(ArrayList::new)));
    }
    return partitions;
  }
}
