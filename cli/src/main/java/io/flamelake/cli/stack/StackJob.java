package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Submits, watches and stops one of the stack's jobs. */
final class StackJob {
  private static final Duration STARTED = Duration.ofMinutes(2);
  private static final Duration STOPPED = Duration.ofMinutes(2);

  private final StackSettings settings;
  private final JobName name;
  private final FlinkRest flink;

  StackJob(StackSettings settings, JobName name) {
    this.settings = settings;
    this.name = name;
    this.flink = new FlinkRest(settings.addresses().flink());
  }

  /** The live job, if there is one. */
  Optional<FlinkJob> live() {
    return flink.jobs().stream().filter(this::isThis).filter(FlinkJob::isLive).findFirst();
  }

  /** The live job, else one that ended. */
  Optional<FlinkJob> any() {
    List<FlinkJob> jobs = flink.jobs().stream().filter(this::isThis).toList();
    return jobs.stream().filter(FlinkJob::isLive).findFirst().or(() -> jobs.stream().findFirst());
  }

  private boolean isThis(FlinkJob job) {
    return job.name().equals(name.flinkName());
  }

  /** Where the newest savepoint or checkpoint of the job is. */
  Optional<Path> savedState() {
    return SavedState.latest(settings.state(), name);
  }

  /**
   * Submits the job, without waiting until it runs.
   *
   * @param arguments of its main method
   * @param flinkSettings of this job alone
   * @param parallelism how many slots it takes
   * @return its id
   */
  String submit(List<String> arguments, Map<String, String> flinkSettings, int parallelism) {
    Map<String, String> own = new HashMap<>(flinkSettings);
    own.put("execution.checkpointing.dir", settings.state().checkpoints(name).toUri().toString());
    String jar = flink.upload(settings.checkout().jobJar(name));
    String id =
        flink.run(
            jar,
            new FlinkRest.Start(
                name.mainClass(),
                arguments,
                savedState().map(path -> path.toUri().toString()),
                own,
                parallelism));
    flink.deleteJar(jar);
    return id;
  }

  /** Waits until a submitted job runs with all its tasks. */
  void awaitRunning(String id) {
    Deadline deadline = Deadline.of(STARTED);
    boolean running = deadline.await(() -> job(id).isRunning() || !job(id).isLive());
    FlinkJob job = job(id);
    if (!running || !job.isLive()) {
      String reason = flink.lastFailure(id).orElse("see 'flamelake logs flink-jobmanager'");
      throw CommandException.failed(
          "the %s does not run (%s): %s".formatted(name.title(), job.state(), reason));
    }
  }

  private FlinkJob job(String id) {
    return flink.jobs().stream()
        .filter(job -> job.id().equals(id))
        .findFirst()
        .orElse(new FlinkJob(id, name.flinkName(), "UNKNOWN", 0, 0));
  }

  /**
   * A savepoint with which a job is stopping.
   *
   * @param job the job's id
   * @param request what Flink calls the savepoint while it is made
   */
  record Stopping(String job, String request) {}

  /** Asks the live job to stop with a savepoint; nothing if none is live. */
  Optional<Stopping> requestStop() {
    String folder = settings.state().savepoints(name).toUri().toString();
    return live().map(job -> new Stopping(job.id(), flink.stop(job.id(), folder)));
  }

  /** Waits until the savepoint is complete and the job has ended. */
  void awaitStopped(Stopping stopping) {
    Deadline deadline = Deadline.of(STOPPED);
    boolean stopped =
        deadline.await(() -> flink.savepoint(stopping.job(), stopping.request()).isPresent());
    if (!stopped) {
      throw CommandException.unreachable(
          "the savepoint of the %s is not ready after %s".formatted(name.title(), STOPPED));
    }
    deadline.await(() -> !job(stopping.job()).isLive());
  }
}
