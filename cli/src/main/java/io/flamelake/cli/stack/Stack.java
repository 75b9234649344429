package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The embedded stack of one state folder. Every method finds the processes anew by their ids. */
public final class Stack {
  private static final Duration STOP = Duration.ofSeconds(30);

  private final Checkout checkout;
  private final StateFolder state;
  private final ProcessTable processes;

  /** The stack of a folder, running or not. */
  public Stack(Checkout checkout, StateFolder state) {
    this.checkout = checkout;
    this.state = state;
    this.processes = new ProcessTable(state);
  }

  /** The stack of the current checkout. */
  public static Stack current() {
    Checkout checkout = Checkout.current();
    return new Stack(checkout, StateFolder.of(checkout));
  }

  /** Where it keeps what outlives it. */
  public StateFolder state() {
    return state;
  }

  /**
   * Starts what does not run, creates what is missing and returns when all of it is ready.
   *
   * @param progress told each step in a line
   * @throws CommandException if a part does not get ready; then nothing that was started here stays
   */
  public Addresses up(UpOptions options, Consumer<String> progress) {
    try (StackLock held = StackLock.take(state, Duration.ZERO)) {
      clearLeftOvers(progress);
      Addresses addresses = chooseAddresses(options, progress);
      StackSettings settings = new StackSettings(checkout, state, Jdks.find(), addresses);
      addresses.write(state.addressesFile());
      StackStart start = new StackStart(settings, processes, progress);
      try {
        bringUp(start, settings, options, progress);
      } catch (RuntimeException e) {
        start.undo();
        throw e;
      }
      return addresses;
    }
  }

  private static void bringUp(
      StackStart start, StackSettings settings, UpOptions options, Consumer<String> progress) {
    start.servers();
    boolean tables = !options.jobs().isEmpty();
    StackJobs jobs = new StackJobs(settings, progress);
    if (tables) {
      jobs.createTables();
    }
    start.awaitServers();
    Topics.ensure(settings.addresses().kafka());
    jobs.ensureRunning(options.jobs(), options.flink());
    start.awaitTrino(tables ? TrinoProbe.TABLES : TrinoProbe.NODES);
    if (tables) {
      Views.create(settings.addresses());
      progress.accept("views are there");
    }
  }

  /**
   * Stops the jobs with a savepoint each, then every server.
   *
   * @return whether anything ran
   */
  public boolean down(Consumer<String> progress) {
    return down(Duration.ZERO, progress);
  }

  /**
   * The same, but waits for another command, or another thread of this one, that is at work on the
   * stack.
   */
  public boolean down(Duration patience, Consumer<String> progress) {
    try (StackLock held = StackLock.take(state, patience)) {
      List<ServiceName> running =
          Stream.of(ServiceName.values()).filter(this::isRunning).toList().reversed();
      if (isRunning(ServiceName.JOBMANAGER)) {
        new StackJobs(settings(), progress).stop();
      }
      // All but the catalog's database, which the others may still write to, end side by side.
      running.stream()
          .filter(service -> service != ServiceName.POSTGRES)
          .forEach(processes::requestStop);
      for (ServiceName service : running) {
        boolean killed = processes.stop(service, STOP);
        progress.accept(service.title() + (killed ? " did not stop and was killed" : " stopped"));
      }
      List.of(ServiceName.values()).forEach(service -> processes.stop(service, STOP));
      PostgresService.stopOrphan(state);
      return !running.isEmpty();
    }
  }

  /** Where the servers listen; nothing if none runs. */
  public Optional<Addresses> addresses() {
    boolean running = List.of(ServiceName.values()).stream().anyMatch(this::isRunning);
    return running ? Addresses.read(state.addressesFile()) : Optional.empty();
  }

  /** Whether a server's process runs. */
  public boolean isRunning(ServiceName service) {
    return processes.running(service).isPresent();
  }

  /** The process of a server, if it runs. */
  public Optional<ProcessHandle> process(ServiceName service) {
    return processes.running(service);
  }

  /** Ends a server at once, as a crash would: for tests of what happens then. */
  public void kill(ServiceName service) {
    processes.kill(service);
  }

  /** Starts one server of a stack that ran before, without waiting for it. */
  public void start(ServiceName service) {
    new StackStart(settings(), processes, line -> {}).start(service);
  }

  /**
   * Runs a program of the compaction job on the tables; its output is this process's own.
   *
   * @param main its class
   * @return its exit status
   * @throws CommandException if the catalog does not run
   */
  public int onTables(String main, List<String> arguments) {
    if (!isRunning(ServiceName.POSTGRES)) {
      throw CommandException.unreachable("the catalog does not run: start it with 'flamelake up'");
    }
    return new TableProgram(settings()).run(main, arguments);
  }

  /** Every server, running or not. */
  public List<ServiceStatus> services() {
    Optional<Addresses> addresses = Addresses.read(state.addressesFile());
    List<ServiceStatus> all = new ArrayList<>();
    for (ServiceName service : ServiceName.values()) {
      Optional<ProcessHandle> process = processes.running(service);
      if (process.isEmpty() || addresses.isEmpty()) {
        String health = processes.isLeftOver(service) ? "crashed" : "stopped";
        all.add(new ServiceStatus(service, 0, "", health));
      } else {
        Probe probe = Probe.of(service, addresses.get());
        String health = probe.ready().getAsBoolean() ? "ready" : "not ready";
        all.add(new ServiceStatus(service, process.get().pid(), probe.address(), health));
      }
    }
    return all;
  }

  /** A job; {@code NONE} if there is none or Flink does not answer. */
  public JobStatus job(JobName name) {
    if (!isRunning(ServiceName.JOBMANAGER)) {
      return JobStatus.NONE;
    }
    StackSettings settings = settings();
    FlinkRest flink = new FlinkRest(settings.addresses().flink());
    if (!flink.isReady(0)) {
      return JobStatus.NONE;
    }
    return new StackJob(settings, name)
        .any()
        .map(job -> JobStatus.of(flink, job))
        .orElse(JobStatus.NONE);
  }

  private StackSettings settings() {
    Addresses addresses =
        Addresses.read(state.addressesFile())
            .orElseThrow(() -> CommandException.failed("no stack was started in " + state.home()));
    return new StackSettings(checkout, state, Jdks.find(), addresses);
  }

  private void clearLeftOvers(Consumer<String> progress) {
    for (ServiceName service : ServiceName.values()) {
      if (processes.isLeftOver(service)) {
        progress.accept(service.title() + " of an earlier run is gone without having been stopped");
      }
    }
    if (!isRunning(ServiceName.POSTGRES)) {
      PostgresService.stopOrphan(state);
    }
  }

  /** Where something runs already, its addresses stay; only a stack at rest may move. */
  private Addresses chooseAddresses(UpOptions options, Consumer<String> progress) {
    Map<PortName, Integer> remembered = new EnumMap<>(PortName.class);
    Addresses.read(state.addressesFile()).ifPresent(a -> remembered.putAll(a.ports()));
    Optional<Addresses> running = addresses();
    if (running.isEmpty()) {
      return new Addresses(Ports.choose(options.ports(), remembered, progress));
    }
    options
        .ports()
        .forEach(
            (name, port) -> {
              if (running.get().port(name) != port) {
                throw CommandException.failed(
                    "the stack runs on other ports already: stop it with 'flamelake down' first");
              }
            });
    return running.get();
  }

  private record Probe(String address, BooleanSupplier ready) {
    static Probe of(ServiceName service, Addresses addresses) {
      FlinkRest flink = new FlinkRest(addresses.flink());
      return switch (service) {
        case POSTGRES -> new Probe(addresses.postgres(), () -> PostgresService.isReady(addresses));
        case KAFKA -> new Probe(addresses.kafka(), () -> Topics.isReady(addresses.kafka()));
        case JOBMANAGER -> new Probe(addresses.flink(), () -> flink.isReady(0));
        case TASKMANAGER -> new Probe(flink.taskManagerAddress(), () -> flink.isReady(1));
        case TRINO ->
            new Probe(
                "http://" + addresses.trino(),
                () -> TrinoProbe.isReady(addresses, TrinoProbe.NODES));
      };
    }
  }
}
