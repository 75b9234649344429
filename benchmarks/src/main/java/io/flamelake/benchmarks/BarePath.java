package io.flamelake.benchmarks;

import io.flamelake.benchmarks.fleet.Fleet;
import io.flamelake.benchmarks.fleet.FleetOptions;
import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures the bare path from gzip to Parquet on this machine: what an ingest job can reach at most
 * here and now. A thread on each core makes the profiles of a fleet, decodes them with their ids
 * and a set of known stacks, and writes the rows of {@code samples} of all their sample types into
 * files in memory. There is no Kafka, no Flink, no state, no delta, no checkpoint and no other
 * table.
 *
 * <p>Arguments: the folder of the recordings, the kinds divided by commas, services, instances,
 * share of new stacks, seed, seconds. Half of the seconds are warm-up. Prints one line: profiles,
 * rows and the CPU seconds of the threads that decode and write; making profiles is not in them.
 */
public final class BarePath {
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  private BarePath() {}

  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[6]));
    int threads = Runtime.getRuntime().availableProcessors();
    List<BarePathWork> works = new ArrayList<>();
    for (int thread = 0; thread < threads; thread++) {
      works.add(new BarePathWork(fleet(arguments, thread), time));
    }
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      long profiles = 0;
      long rows = 0;
      double seconds = 0;
      for (Future<BarePathWork.Cost> done : executor.invokeAll(works)) {
        profiles += done.get().profiles();
        rows += done.get().rows();
        seconds += done.get().cpuSeconds();
      }
      System.out.printf(Locale.ROOT, "%d %d %.3f%n", profiles, rows, seconds);
    } finally {
      executor.shutdownNow();
    }
  }

  /** Each thread has services of its own. */
  private static Fleet fleet(String[] arguments, int thread) {
    return new Fleet(
        Path.of(arguments[0]),
        new FleetOptions(
            "bare-" + thread,
            List.of(arguments[1].split(",")),
            Integer.parseInt(arguments[2]),
            Integer.parseInt(arguments[3]),
            Instant.now(),
            INTERVAL,
            new Rates(0, Double.parseDouble(arguments[4]), 0, 0, Long.parseLong(arguments[5]))));
  }
}
