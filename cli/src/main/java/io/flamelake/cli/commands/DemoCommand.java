package io.flamelake.cli.commands;

import io.flamelake.cli.debuginfo.Announcer;
import io.flamelake.cli.debuginfo.FoundFiles;
import io.flamelake.cli.debuginfo.Uploader;
import io.flamelake.cli.demo.Arrival;
import io.flamelake.cli.demo.ExampleProfiles;
import io.flamelake.cli.errors.ExitCodes;
import io.flamelake.cli.push.LabelSet;
import io.flamelake.cli.push.ProfileProducer;
import io.flamelake.cli.push.ProfileRecord;
import io.flamelake.cli.query.FlameGraphFile;
import io.flamelake.cli.query.OutputFormat;
import io.flamelake.cli.query.TrinoQuery;
import io.flamelake.cli.stack.Addresses;
import io.flamelake.cli.stack.Checkout;
import io.flamelake.cli.stack.Stack;
import io.flamelake.cli.stack.Topics;
import io.flamelake.cli.trino.TrinoAddress;
import io.flamelake.symbolize.store.StoredFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows all of it with recorded profiles. */
@Command(
    name = "demo",
    description = {
      "Start the stack and show it with recorded profiles.",
      "Pushes the profiles that come with it through Kafka, waits until Trino sees every one of"
          + " them,",
      "shows the top functions of one service and writes its flame graph. Then it stays until"
          + " Ctrl-C,",
      "which stops the stack. A stack that ran before stays, unless --exit is given."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final Duration ARRIVAL = Duration.ofMinutes(3);
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String SHOWN_SERVICE = "go-demo";
  private static final String SHOWN_TYPE = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";
  private static final int SHOWN_FUNCTIONS = 10;

  @Option(names = "--exit", description = "Stop the stack at the end instead of staying.")
  private boolean exit;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      defaultValue = "flamegraph.html",
      description = "Where the flame graph goes. Default: ${DEFAULT-VALUE}.")
  private Path output;

  @Mixin private PortOptions ports;
  @Spec private CommandSpec spec;

  private final long start = System.nanoTime();

  @Override
  public Integer call() throws InterruptedException {
    FlameGraphFile page = FlameGraphFile.of(output);
    Stack stack = Stack.current();
    boolean ranBefore = stack.addresses().isPresent();
    StopOnce stop = new StopOnce(stack, this::say);
    if (!ranBefore) {
      Thread main = Thread.currentThread();
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    // A start that is under way gives up first.
                    main.interrupt();
                    stop.run();
                  }));
    }
    Addresses addresses = stack.up(ports.toUpOptions(), this::say);
    show(addresses, page);
    if (exit) {
      stop.run();
      return ExitCodes.OK;
    }
    say("");
    AddressList.print(stack, addresses, Console.of(spec));
    if (ranBefore) {
      return ExitCodes.OK;
    }
    say("Ctrl-C stops the stack.");
    new CountDownLatch(1).await();
    return ExitCodes.OK;
  }

  private void show(Addresses addresses, FlameGraphFile page) {
    TrinoAddress trino = TrinoAddress.parse(addresses.trino(), "demo", TrinoAddress.CATALOG);
    upload(addresses);
    List<RecordMetadata> pushed = push(addresses);
    try (TrinoQuery query = new TrinoQuery(trino)) {
      new Arrival(query, pushed)
          .await(ARRIVAL, n -> say("Trino sees %d of %d profiles".formatted(n, pushed.size())));
      RangeOptions range = RangeOptions.of(SHOWN_SERVICE, SHOWN_TYPE);
      say("top functions of %s, %s:".formatted(SHOWN_SERVICE, SHOWN_TYPE));
      query.write(
          TopCommand.sql(range, SHOWN_FUNCTIONS), OutputFormat.TABLE, spec.commandLine().getOut());
      FlamegraphCommand.write(range, page, trino);
    }
    say("flame graph: " + page.path().toAbsolutePath().normalize());
    say("of C++, by addresses: flamelake flamegraph --service native-demo --type " + SHOWN_TYPE);
  }

  /** Before the profiles, so that no stack of theirs is written twice. */
  private void upload(Addresses addresses) {
    URI store = Stack.current().state().debuginfo().toUri();
    List<StoredFile> stored =
        new Uploader(store, (file, done) -> {})
            .upload(
                FoundFiles.of(List.of(Checkout.current().exampleDebuginfo())).walked(),
                (file, reason) -> say("not uploaded: %s: %s".formatted(file, reason)));
    new Announcer(addresses.kafka(), Topics.DEBUGINFO_UPLOADS).announce(stored);
    say("uploaded the debuginfo of a native program: %d files".formatted(stored.size()));
  }

  private List<RecordMetadata> push(Addresses addresses) {
    List<ProfileRecord> records = new ArrayList<>();
    Instant now = Instant.now();
    for (Path folder : new ExampleProfiles(Checkout.current().exampleProfiles()).services()) {
      String service = folder.getFileName() + "-demo";
      LabelSet labels = LabelSet.of(Map.of("service_name", service, "env", "demo"));
      List<ProfileRecord> own = ExampleProfiles.records(folder, "", labels, now);
      say("pushing %d profiles of %s".formatted(own.size(), service));
      records.addAll(own);
    }
    try (ProfileProducer producer = new ProfileProducer(addresses.kafka(), Topics.PROFILES)) {
      return producer.send(
          records, (file, reason) -> say("not pushed: %s: %s".formatted(file, reason)));
    }
  }

  private void say(String line) {
    double seconds = (System.nanoTime() - start) / 1e9;
    Console.of(spec).say(line.isEmpty() ? "" : "[%5.1f s] %s".formatted(seconds, line));
  }

  /** Stops the stack at the end or at Ctrl-C, whichever comes first, but not twice. */
  private static final class StopOnce {
    private final Stack stack;
    private final Consumer<String> progress;
    private boolean stopped;

    StopOnce(Stack stack, Consumer<String> progress) {
      this.stack = stack;
      this.progress = progress;
    }

    synchronized void run() {
      if (!stopped) {
        stopped = true;
        stack.down(PATIENCE, progress);
      }
    }
  }
}
