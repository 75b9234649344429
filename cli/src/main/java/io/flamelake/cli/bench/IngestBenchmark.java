package io.flamelake.cli.bench;

import io.flamelake.benchmarks.fleet.Fleet;
import io.flamelake.benchmarks.fleet.FleetOptions;
import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.query.TrinoQuery;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.Checkout;
import io.flamelake.cli.stack.Deadline;
import io.flamelake.cli.stack.JobJvm;
import io.flamelake.cli.stack.JobName;
import io.flamelake.cli.stack.ServiceName;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.trino.TrinoAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Pushes the profiles of a made-up fleet through the real stack and measures what Flink's processes
 * take for them.
 */
public final class IngestBenchmark implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofSeconds(15);

  /** How long before now a fleet begins at least: Kafka refuses what is an hour ahead of now. */
  private static final Duration HISTORY = Duration.ofDays(2);

  /** The warm-up ends when a slice costs about as much as the one before it, */
  private static final double STABLE = 0.1;

  /** and when the JIT compiler, whose queue is long after a start, has not much left to do. */
  private static final double MAX_JIT_SHARE = 0.05;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Stack stack;
  private final Path recordings;
  private final Rates rates;
  private final BarePathRun bare;
  private final Consumer<String> progress;
  private final FleetPush kafka;
  private final TrinoQuery trino;
  private final String run = UUID.randomUUID().toString().substring(0, 8);

  /**
   * Measures the stack that runs at these addresses.
   *
   * @param bareTime how long the bare path is measured after each data set; none for not at all
   */
  public IngestBenchmark(
      Stack stack,
      Addresses addresses,
      Path recordings,
      Rates rates,
      Duration bareTime,
      Consumer<String> progress) {
    this.stack = stack;
    this.recordings = recordings;
    this.rates = rates;
    this.bare =
        new BarePathRun(new JobJvm(Checkout.current(), stack.state()), recordings, rates, bareTime);
    this.progress = progress;
    this.kafka = new FleetPush(addresses.kafka());
    this.trino =
        new TrinoQuery(TrinoAddress.parse(addresses.trino(), "bench", TrinoAddress.CATALOG));
  }

  /**
   * Ingests slices until their cost is stable, then measures.
   *
   * @param count how many profiles are measured
   * @param warmUp how long the warm-up may take
   */
  public IngestResult run(DataSet set, int count, Duration warmUp) {
    Fleet fleet = fleet(set, rates, count);
    Deadline end = Deadline.of(warmUp);
    IngestResult before = null;
    boolean warm = false;
    int part = Math.max(1, count / 4);
    Instant last = Instant.now().minus(timeOf(set, count + part));
    for (int slice = 1; !warm && !end.isOver() && fleet.time().isBefore(last); slice++) {
      IngestResult result = measure(set, fleet, part);
      progress.accept(
          "%s: warm-up %d: %.2f CPU s for 1000 profiles, %.0f %% JIT"
              .formatted(
                  set.name(),
                  slice,
                  result.cpuSecondsPerThousand(),
                  100 * result.cpu().jitShare()));
      warm = before != null && isWarm(before, result);
      before = result;
    }
    progress.accept(
        (warm ? "%s: measuring" : "%s: measuring, the warm-up came to its limit")
            .formatted(set.name()));
    return measure(set, fleet, count);
  }

  private static boolean isWarm(IngestResult before, IngestResult now) {
    return now.cpuSecondsPerThousand() > before.cpuSecondsPerThousand() * (1 - STABLE)
        && now.cpu().jitShare() < MAX_JIT_SHARE;
  }

  /** Profiles a second of CPU time on the bare path here and now; 0 if that is not measured. */
  public double bareProfilesPerCpuSecond(DataSet set) {
    return bare.profilesPerCpuSecond(set);
  }

  /** Makes the job keep this many more series, each with some stacks that nobody else has. */
  public void fillState(int series) {
    Rates filling = new Rates(0, 0.5, 0, 0, Instant.now().toEpochMilli());
    DataSet set = DataSet.filling(series);
    kafka.push(fleet(set, filling, series), series);
    kafka.await();
    progress.accept("state: %d more series".formatted(series));
  }

  private Fleet fleet(DataSet set, Rates chances, int count) {
    Duration needed = timeOf(set, 3 * count);
    Instant start = Instant.now().minus(needed.compareTo(HISTORY) > 0 ? needed : HISTORY);
    String prefix = "bench-%s-%s".formatted(run, set.name());
    try {
      return new Fleet(
          recordings,
          new FleetOptions(
              prefix, set.kinds(), set.services(), set.instances(), start, INTERVAL, chances));
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(e.getMessage());
    }
  }

  /** How long the fleet takes in its own time for so many profiles. */
  private static Duration timeOf(DataSet set, int count) {
    int senders = set.services() * set.instances();
    return INTERVAL.multipliedBy(count / senders + 1L);
  }

  private IngestResult measure(DataSet set, Fleet fleet, int count) {
    long samples = samples();
    IngestResult.Files files = files();
    long checkpoints = stack.job(JobName.INGEST).checkpoints();
    List<ProcessCost> before = costs();
    long start = System.nanoTime();
    long gzipBytes = kafka.push(fleet, count);
    long pushed = System.nanoTime();
    kafka.await();
    double wall = (System.nanoTime() - start) / NANOS_PER_SECOND;
    List<ProcessCost> after = costs();
    return new IngestResult(
        set,
        count,
        gzipBytes,
        samples() - samples,
        wall,
        (pushed - start) / NANOS_PER_SECOND,
        cpu(before, after),
        files().minus(files),
        stack.job(JobName.INGEST).checkpoints() - checkpoints);
  }

  private long samples() {
    return number("SELECT count(*) FROM profiles.samples");
  }

  private IngestResult.Files files() {
    return new IngestResult.Files(
        number("SELECT count(*) FROM profiles.\"samples$files\""),
        number("SELECT coalesce(sum(file_size_in_bytes), 0) FROM profiles.\"samples$files\""));
  }

  private long number(String sql) {
    long[] number = {0};
    trino.read(sql, row -> number[0] = row.getLong(1));
    return number[0];
  }

  private List<ProcessCost> costs() {
    return List.of(ServiceName.JOBMANAGER, ServiceName.TASKMANAGER).stream()
        .map(service -> ProcessCost.of(stack.process(service).orElseThrow()))
        .toList();
  }

  private static IngestResult.Cpu cpu(List<ProcessCost> before, List<ProcessCost> after) {
    double seconds = 0;
    double jit = 0;
    double gc = 0;
    long peak = 0;
    for (int i = 0; i < after.size(); i++) {
      seconds += after.get(i).cpuSeconds() - before.get(i).cpuSeconds();
      jit += after.get(i).secondsSince(before.get(i), "jit");
      gc += after.get(i).secondsSince(before.get(i), "gc");
      peak += after.get(i).peakBytes();
    }
    return new IngestResult.Cpu(seconds, jit, gc, peak);
  }

  @Override
  public void close() {
    trino.close();
    kafka.close();
  }
}
