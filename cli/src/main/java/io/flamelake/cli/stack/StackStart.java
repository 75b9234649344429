package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** One start of a stack: what does not run is started, and each server is waited for. */
final class StackStart {
  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final StackSettings settings;
  private final ProcessTable processes;
  private final Consumer<String> progress;
  private final List<ServiceName> started = new ArrayList<>();

  StackStart(StackSettings settings, ProcessTable processes, Consumer<String> progress) {
    this.settings = settings;
    this.processes = processes;
    this.progress = progress;
  }

  /** Servers that need nothing from each other start together; each waits for what it needs. */
  void servers() {
    if (processes.running(ServiceName.JOBMANAGER).isEmpty()) {
      // The TaskManager of a lost JobManager works for a job that is lost too.
      processes.stop(ServiceName.TASKMANAGER, STOP);
    }
    if (processes.running(ServiceName.POSTGRES).isEmpty()) {
      // Trino keeps connections to the database that is gone: each would fail one more query.
      processes.stop(ServiceName.TRINO, STOP);
    }
    start(ServiceName.POSTGRES);
    start(ServiceName.JOBMANAGER);
    start(ServiceName.TASKMANAGER);
    KafkaService.format(settings);
    start(ServiceName.KAFKA);
    // It takes longest, and first asks the database when it is asked for a table.
    start(ServiceName.TRINO);
    Addresses addresses = settings.addresses();
    await(ServiceName.POSTGRES, () -> PostgresService.isReady(addresses), addresses.postgres());
  }

  void awaitServers() {
    Addresses addresses = settings.addresses();
    await(ServiceName.KAFKA, () -> Topics.isReady(addresses.kafka()), addresses.kafka());
    FlinkRest flink = new FlinkRest(addresses.flink());
    await(ServiceName.JOBMANAGER, () -> flink.isReady(0), addresses.flink());
    await(ServiceName.TASKMANAGER, () -> flink.isReady(1), "registered");
  }

  void awaitTrino(String query) {
    Addresses addresses = settings.addresses();
    await(
        ServiceName.TRINO,
        () -> TrinoProbe.isReady(addresses, query),
        "http://" + addresses.trino());
  }

  /** Starts one server unless it runs. */
  void start(ServiceName service) {
    if (processes.running(service).isEmpty()) {
      processes.start(launch(service));
      started.add(service);
    }
  }

  /** Stops what this start has started: a failed start leaves nothing behind but its logs. */
  void undo() {
    // A start that Ctrl-C has interrupted still stops its servers in peace.
    boolean interrupted = Thread.interrupted();
    started.reversed().forEach(processes::requestStop);
    started.reversed().forEach(service -> processes.stop(service, STOP));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private Launch launch(ServiceName service) {
    return switch (service) {
      case POSTGRES -> PostgresService.launch(settings);
      case KAFKA -> KafkaService.launch(settings);
      case JOBMANAGER -> FlinkService.jobManager(settings);
      case TASKMANAGER -> FlinkService.taskManager(settings);
      case TRINO -> TrinoService.launch(settings);
    };
  }

  private void await(ServiceName service, BooleanSupplier ready, String address) {
    boolean wasRunning = !started.contains(service);
    boolean answered =
        Deadline.of(READY)
            .await(() -> processes.running(service).isEmpty() || ready.getAsBoolean());
    if (processes.running(service).isEmpty()) {
      throw CommandException.failed(
          "%s ended while starting: %s (all of it: %s)"
              .formatted(
                  service.title(),
                  LogFile.reason(settings.state().log(service)),
                  settings.state().log(service)));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw CommandException.failed("interrupted while " + service.title() + " was starting");
    }
    if (!answered) {
      throw CommandException.unreachable(
          "%s is not ready after %d minutes: see %s"
              .formatted(service.title(), READY.toMinutes(), settings.state().log(service)));
    }
    progress.accept(
        "%s %s: %s".formatted(service.title(), wasRunning ? "runs" : "is ready", address));
  }
}
