package io.flamelake.cli.bench;

import io.flamelake.cli.debuginfo.Program;
import io.flamelake.cli.debuginfo.Store;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.push.ProfileProducer;
import io.flamelake.cli.push.ProfileRecord;
import io.flamelake.cli.query.TrinoQuery;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.Deadline;
import io.flamelake.cli.stack.ServiceName;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.Topics;
import io.flamelake.cli.trino.TrinoAddress;
import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** Sends stacks of a program's addresses through Kafka and the symbolize job into the table. */
public final class SymbolizeBenchmark implements AutoCloseable {
  /** The default of the job's {@code kafka.group-id}. */
  private static final String GROUP = "flamelake-symbolize";

  private static final Duration ARRIVAL = Duration.ofMinutes(20);
  private static final int BATCH = 5_000;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Stack stack;
  private final Consumer<String> progress;
  private final ProfileProducer producer;
  private final ConsumedOffsets consumed;
  private final TrinoQuery trino;
  private final String service = "bench-" + UUID.randomUUID().toString().substring(0, 8);

  /** Measures with the stack that runs at these addresses, and its store of debuginfo. */
  public SymbolizeBenchmark(Stack stack, Addresses addresses, Consumer<String> progress) {
    this.stack = stack;
    this.progress = progress;
    this.producer = new ProfileProducer(addresses.kafka(), Topics.STACKS_UNRESOLVED);
    this.consumed = new ConsumedOffsets(addresses.kafka(), Topics.STACKS_UNRESOLVED, GROUP);
    this.trino =
        new TrinoQuery(TrinoAddress.parse(addresses.trino(), "bench", TrinoAddress.CATALOG));
  }

  /**
   * Measures.
   *
   * @param count stacks that are measured, after as many to warm up
   * @param depth addresses of a stack
   */
  public SymbolizeResult run(Path program, int count, int depth) {
    RandomStacks stacks =
        new RandomStacks(index(program), program.getFileName().toString(), service, depth);
    store(program);
    send(stacks, count);
    progress.accept("warm: measuring %d stacks".formatted(count));
    double before = cpuSeconds();
    double wall = send(stacks, count);
    double cpu = cpuSeconds() - before;
    check(2L * count);
    return new SymbolizeResult(count, number("sum(cardinality(frames))") / 2, wall, cpu);
  }

  private static SymbolIndex index(Path program) {
    try {
      SymbolIndex index = new Program(program, null).convert().index();
      if (index.buildId().isEmpty()) {
        throw CommandException.failed(program + " has no build id: link it with -Wl,--build-id");
      }
      return index;
    } catch (MalformedFileException e) {
      throw CommandException.failed("%s: %s".formatted(program, e.getMessage()), e);
    }
  }

  private void store(Path program) {
    URI uri = stack.state().debuginfo().toUri();
    try {
      Store.open(uri).put(program);
    } catch (IOException e) {
      throw Store.failure(uri, e);
    }
  }

  private double send(RandomStacks stacks, int count) {
    long start = System.nanoTime();
    List<ProfileRecord> batch = new ArrayList<>(BATCH);
    for (int i = 1; i <= count; i++) {
      batch.add(stacks.next());
      if (batch.size() == BATCH || i == count) {
        producer.send(
            batch,
            (name, reason) -> {
              throw CommandException.failed("a stack was not pushed: " + reason);
            });
        batch.clear();
      }
    }
    if (!Deadline.of(ARRIVAL).await(() -> consumed.lag() == 0)) {
      throw CommandException.unreachable(
          "%d stacks are not symbolized after %d minutes: see 'flamelake status'"
              .formatted(consumed.lag(), ARRIVAL.toMinutes()));
    }
    return (System.nanoTime() - start) / NANOS_PER_SECOND;
  }

  /** A result counts only if every stack is there once, and every frame of it has a function. */
  private void check(long expected) {
    Deadline.of(ARRIVAL).await(() -> number("count(*)") >= expected);
    long rows = number("count(*)");
    long unresolved = number("sum(unresolved)");
    if (rows != expected || unresolved != 0) {
      throw CommandException.failed(
          "%d stacks were sent, %d are in the table, with %d frames without a function"
              .formatted(expected, rows, unresolved));
    }
  }

  private long number(String of) {
    long[] number = {0};
    trino.read(
        "SELECT coalesce(%s, 0) FROM profiles.stacks WHERE service_name = '%s'"
            .formatted(of, service),
        row -> number[0] = row.getLong(1));
    return number[0];
  }

  private double cpuSeconds() {
    return List.of(ServiceName.JOBMANAGER, ServiceName.TASKMANAGER).stream()
        .mapToDouble(server -> ProcessCost.of(stack.process(server).orElseThrow()).cpuSeconds())
        .sum();
  }

  @Override
  public void close() {
    trino.close();
    consumed.close();
    producer.close();
  }
}
