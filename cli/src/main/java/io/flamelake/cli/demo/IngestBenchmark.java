package io.flamelake.cli.demo;

import io.flamelake.cli.push.LabelSet;
import io.flamelake.cli.push.ProfileProducer;
import io.flamelake.cli.push.ProfileRecord;
import io.flamelake.cli.query.TrinoQuery;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.ServiceName;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.Topics;
import io.flamelake.cli.trino.TrinoAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Pushes recorded profiles many times over, as if many instances had sent them, through the real
 * stack.
 */
public final class IngestBenchmark {
  private static final Duration ARRIVAL = Duration.ofMinutes(20);

  private final Stack stack;
  private final TrinoAddress trino;
  private final ProfileProducer producer;
  private final Consumer<String> progress;

  /** Measures the stack that runs at these addresses. */
  public IngestBenchmark(
      Stack stack, Addresses addresses, ProfileProducer producer, Consumer<String> progress) {
    this.stack = stack;
    this.trino = TrinoAddress.parse(addresses.trino(), "bench", TrinoAddress.CATALOG);
    this.producer = producer;
    this.progress = progress;
  }

  /** A producer for the stack's own topic. */
  public static ProfileProducer producer(Addresses addresses) {
    return new ProfileProducer(addresses.kafka(), Topics.PROFILES);
  }

  /**
   * Ingests one folder's profiles of one kind.
   *
   * @param kind the start of the file names
   * @param copies how many instances send each of them
   */
  public IngestResult run(Path folder, String kind, int copies) {
    String service = "bench-" + folder.getFileName() + "-" + UUID.randomUUID();
    String dataSet = folder.getFileName() + "-" + kind;
    Duration cpuBefore = cost().cpu();
    long start = System.nanoTime();
    List<RecordMetadata> pushed = new ArrayList<>();
    for (int copy = 0; copy < copies; copy++) {
      LabelSet labels =
          LabelSet.of(Map.of("service_name", service, "instance", "instance-" + copy));
      List<ProfileRecord> records = ExampleProfiles.records(folder, kind, labels, Instant.now());
      pushed.addAll(
          producer.send(
              records,
              (file, reason) -> progress.accept("not pushed: %s: %s".formatted(file, reason))));
    }
    progress.accept("%s: %d profiles are in Kafka".formatted(dataSet, pushed.size()));
    try (TrinoQuery query = new TrinoQuery(trino)) {
      new Arrival(query, service, pushed.size()).await(ARRIVAL, n -> {});
      Duration wall = Duration.ofNanos(System.nanoTime() - start);
      ProcessCost after = cost();
      return new IngestResult(
          dataSet,
          pushed.size(),
          samples(query, service),
          wall,
          after.cpu().minus(cpuBefore),
          after.peakBytes());
    }
  }

  private static long samples(TrinoQuery query, String service) {
    long[] samples = {0};
    query.read(
        "SELECT count(*) FROM profiles.samples WHERE service_name = '%s'".formatted(service),
        row -> samples[0] = row.getLong(1));
    return samples[0];
  }

  private ProcessCost cost() {
    Duration cpu = Duration.ZERO;
    long peak = 0;
    for (ServiceName service : List.of(ServiceName.JOBMANAGER, ServiceName.TASKMANAGER)) {
      ProcessCost cost = ProcessCost.of(stack.process(service).orElseThrow());
      cpu = cpu.plus(cost.cpu());
      peak += cost.peakBytes();
    }
    return new ProcessCost(cpu, peak);
  }
}
