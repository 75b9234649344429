package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Submits, watches and stops the ingest job; creates its tables. */
final class IngestJob {
  private static final String MAIN = "io.flamelake.ingest.IngestJob";
  private static final String CREATE_TABLES = "io.flamelake.catalog.CreateTables";
  private static final Duration STARTED = Duration.ofMinutes(2);
  private static final Duration STOPPED = Duration.ofMinutes(2);

  /** Nobody wants to wait minutes for the deltas of profiles that were pushed by hand. */
  private static final List<String> SOON =
      List.of("--delta.lateness", "10 s", "--kafka.idle-timeout", "5 s");

  private final StackSettings settings;
  private final FlinkRest flink;

  IngestJob(StackSettings settings) {
    this.settings = settings;
    this.flink = new FlinkRest(settings.addresses().flink());
  }

  /** Creates the tables that are missing and checks the others. */
  void createTables() {
    Checkout checkout = settings.checkout();
    List<String> command = new ArrayList<>();
    command.add(settings.jdks().jobs().toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(checkout.jobJar() + ":" + checkout.flinkLib() + "/*");
    command.add("-Dlog4j2.configurationFile=" + checkout.flinkConf().resolve("log4j.properties"));
    command.add(CREATE_TABLES);
    command.addAll(catalogArguments());
    StateFolder.make(settings.state().lakeRoot());
    Commands.run(command, settings.state().log("create-tables"), "creating the tables");
  }

  /** The live job, if there is one. */
  Optional<FlinkJob> live() {
    return flink.jobs().stream().filter(FlinkJob::isLive).findFirst();
  }

  /**
   * Submits the job unless one is live, going on from the newest savepoint or checkpoint.
   *
   * @param flinkSettings of this job alone
   * @return what the state was taken from, nothing when the job lives already or begins anew
   */
  Optional<Path> ensureRunning(Map<String, String> flinkSettings) {
    if (live().isPresent()) {
      return Optional.empty();
    }
    Optional<Path> state = SavedState.latest(settings.state());
    String jar = flink.upload(settings.checkout().jobJar());
    List<String> arguments = new ArrayList<>(catalogArguments());
    arguments.addAll(List.of("--kafka.bootstrap-servers", settings.addresses().kafka()));
    arguments.addAll(SOON);
    FlinkRest.Start start =
        new FlinkRest.Start(
            MAIN, arguments, state.map(path -> path.toUri().toString()), flinkSettings);
    String id = flink.run(jar, start);
    flink.deleteJar(jar);
    awaitRunning(id);
    return state;
  }

  private void awaitRunning(String id) {
    Deadline deadline = Deadline.of(STARTED);
    boolean running = deadline.await(() -> job(id).isRunning() || !job(id).isLive());
    FlinkJob job = job(id);
    if (!running || !job.isLive()) {
      String reason = flink.lastFailure(id).orElse("see 'flamelake logs flink-jobmanager'");
      throw CommandException.failed(
          "the ingest job does not run (%s): %s".formatted(job.state(), reason));
    }
  }

  private FlinkJob job(String id) {
    return flink.jobs().stream()
        .filter(job -> job.id().equals(id))
        .findFirst()
        .orElse(new FlinkJob(id, "", "UNKNOWN", 0, 0));
  }

  /**
   * Stops the live job with a savepoint.
   *
   * @return the savepoint's folder, nothing if no job was live
   */
  Optional<String> stop() {
    Optional<FlinkJob> job = live();
    if (job.isEmpty()) {
      return Optional.empty();
    }
    String request = flink.stop(job.get().id());
    Deadline deadline = Deadline.of(STOPPED);
    List<String> savepoint = new ArrayList<>();
    boolean stopped =
        deadline.await(
            () -> {
              flink.savepoint(job.get().id(), request).ifPresent(savepoint::add);
              return !savepoint.isEmpty();
            });
    if (!stopped) {
      throw CommandException.unreachable("the job's savepoint is not ready after " + STOPPED);
    }
    deadline.await(() -> !job(job.get().id()).isLive());
    return Optional.of(savepoint.getFirst());
  }

  private List<String> catalogArguments() {
    List<String> arguments = new ArrayList<>(settings.catalogArguments());
    arguments.addAll(
        List.of(
            "--config", settings.checkout().flinkConf().resolve("ingest.properties").toString()));
    return arguments;
  }
}
