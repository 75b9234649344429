package io.flamelake.benchmarks;

import com.sun.management.ThreadMXBean;
import io.flamelake.ingest.delta.DeltaCalculator;
import io.flamelake.ingest.delta.Snapshot;
import io.flamelake.ingest.delta.SnapshotCodec;
import io.flamelake.ingest.delta.Taken;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.TemporalitySplit;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Prints what a delta of a recorded cumulative profile costs, without Flink and RocksDB: sorting it
 * and writing it down to wait, reading that again, and merging it with the last values. CPU time,
 * the best of several rounds, each over all profiles in their order.
 *
 * <pre>
 * mvn package -pl benchmarks -am -DskipTests
 * java -cp benchmarks/target/flamelake-benchmarks-*-all.jar io.flamelake.benchmarks.DeltaBenchmark
 * </pre>
 */
public final class DeltaBenchmark {
  private static final int ROUNDS = 20;
  private static final long ROUND_NANOS = 250_000_000L;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final List<SeriesProfile> profiles;
  private final Snapshot snapshot = new Snapshot();
  private final SnapshotCodec codec = new SnapshotCodec();
  private final DeltaCalculator calculator = new DeltaCalculator(Duration.ofHours(24));
  private final List<byte[]> waiting = new ArrayList<>();

  private double bestNanos;
  private double allocated;

  private DeltaBenchmark(List<SeriesProfile> profiles) {
    this.profiles = profiles;
  }

  public static void main(String[] args) throws IOException {
    for (String kind : new String[] {"go/heap", "go/mutex"}) {
      new DeltaBenchmark(snapshots(kind)).report(kind);
    }
  }

  private void report(String kind) {
    double stacks = profiles.stream().mapToInt(SeriesProfile::stackCount).average().orElseThrow();
    System.out.printf(Locale.ROOT, "%s: %d of %.0f stacks%n", kind, profiles.size(), stacks);
    measure(this::writeAll);
    print("sort and write", mean(waiting));
    measure(this::readAll);
    print("read", 0);
    List<Taken> taken = takeAll();
    double state = mean(taken.stream().map(Taken::state).toList());
    double delta =
        taken.stream()
            .mapToLong(t -> 8L * (t.profile().stackIds().length + t.profile().values().length))
            .average()
            .orElseThrow();
    measure(this::takeAll);
    print("read, merge and write", state + delta);
    System.out.printf(
        Locale.ROOT,
        "  state %.1f bytes a stack, waiting %.1f; a delta has %.0f stacks%n",
        taken.get(taken.size() - 1).state().length / (double) last().stackCount(),
        waiting.get(waiting.size() - 1).length / (double) last().stackCount(),
        taken.stream().skip(1).mapToInt(t -> t.profile().stackCount()).average().orElse(0));
  }

  private SeriesProfile last() {
    return profiles.get(profiles.size() - 1);
  }

  private void measure(Runnable all) {
    bestNanos = Double.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long bytes = THREADS.getCurrentThreadAllocatedBytes();
      long start = THREADS.getCurrentThreadCpuTime();
      long spent;
      int count = 0;
      do {
        all.run();
        count += profiles.size();
        spent = THREADS.getCurrentThreadCpuTime() - start;
      } while (spent < ROUND_NANOS);
      bestNanos = Math.min(bestNanos, spent / (double) count);
      allocated = (THREADS.getCurrentThreadAllocatedBytes() - bytes) / (double) count;
    }
  }

  private void print(String step, double leaves) {
    System.out.printf(
        Locale.ROOT,
        "  %-22s %8.1f us a snapshot, %8.1f KB allocated, of which %8.1f leave%n",
        step,
        bestNanos / 1000,
        allocated / 1000,
        leaves / 1000);
  }

  private static double mean(List<byte[]> arrays) {
    return arrays.stream().mapToInt(bytes -> bytes.length).average().orElseThrow();
  }

  private void writeAll() {
    waiting.clear();
    for (SeriesProfile profile : profiles) {
      snapshot.set(profile);
      waiting.add(codec.encode(snapshot));
    }
  }

  private void readAll() {
    for (byte[] bytes : waiting) {
      codec.decode(bytes, snapshot);
    }
  }

  private List<Taken> takeAll() {
    List<Taken> all = new ArrayList<>();
    byte[] state = null;
    for (byte[] bytes : waiting) {
      codec.decode(bytes, snapshot);
      Taken taken = calculator.take(state, snapshot);
      state = taken.state();
      all.add(taken);
    }
    return all;
  }

  /** The cumulative parts of profiles. */
  private static List<SeriesProfile> snapshots(String kind) throws IOException {
    return new DecodedSet(kind)
        .profiles().stream()
            .map(profile -> TemporalitySplit.of(profile).cumulative().orElseThrow())
            .toList();
  }
}
