package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The jobs of a stack: what they are told, and that they start and stop side by side. */
final class StackJobs {
  private static final String CREATE_TABLES = "io.flamelake.catalog.CreateTables";

  /** Nobody wants to wait minutes for the deltas of profiles that were pushed by hand. */
  private static final List<String> SOON =
      List.of("--delta.lateness", "10 s", "--kafka.idle-timeout", "5 s");

  private final StackSettings settings;
  private final Consumer<String> progress;

  StackJobs(StackSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /** Creates the tables that are missing and checks the others. */
  void createTables() {
    Checkout checkout = settings.checkout();
    List<String> command = new ArrayList<>();
    command.add(settings.jdks().jobs().toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(checkout.jobJar(JobName.INGEST) + ":" + checkout.flinkLib() + "/*");
    command.add("-Dlog4j2.configurationFile=" + checkout.flinkConf().resolve("log4j.properties"));
    command.add(CREATE_TABLES);
    command.addAll(settings.arguments(JobName.INGEST));
    StateFolder.make(settings.state().lakeRoot());
    Commands.run(command, settings.state().log("create-tables"), "creating the tables");
    progress.accept("tables: " + settings.state().warehouse());
  }

  /** Submits those that do not run, each going on from its newest savepoint or checkpoint. */
  void ensureRunning(Set<JobName> names, Map<String, String> flinkSettings) {
    Map<JobName, String> submitted = new EnumMap<>(JobName.class);
    Map<JobName, Optional<Path>> from = new EnumMap<>(JobName.class);
    for (JobName name : names) {
      StackJob job = new StackJob(settings, name);
      if (job.live().isEmpty()) {
        List<String> arguments = new ArrayList<>(settings.arguments(name));
        arguments.addAll(own(name, names));
        from.put(name, job.savedState());
        submitted.put(name, job.submit(arguments, flinkSettings, parallelism(name)));
      }
    }
    for (JobName name : names) {
      if (submitted.containsKey(name)) {
        new StackJob(settings, name).awaitRunning(submitted.get(name));
      }
      String state =
          from.getOrDefault(name, Optional.empty())
              .map(path -> ", going on from " + path.getFileName())
              .orElse("");
      progress.accept(name.title() + " runs" + state);
    }
  }

  /** Stops those that run with a savepoint each. */
  void stop() {
    Map<JobName, StackJob.Stopping> stopping = new EnumMap<>(JobName.class);
    for (JobName name : JobName.values()) {
      unlessFails(
          name,
          () ->
              new StackJob(settings, name)
                  .requestStop()
                  .ifPresent(request -> stopping.put(name, request)));
    }
    stopping.forEach(
        (name, request) ->
            unlessFails(
                name,
                () -> {
                  new StackJob(settings, name).awaitStopped(request);
                  progress.accept(name.title() + " stopped with a savepoint");
                }));
  }

  private void unlessFails(JobName name, Runnable step) {
    try {
      step.run();
    } catch (CommandException e) {
      progress.accept(
          "no savepoint of the %s (%s): the next start goes on from the last checkpoint"
              .formatted(name.title(), e.getMessage()));
    }
  }

  /**
   * Ingest takes the slots that Flink's file gives it; symbolizing waits for files, not for CPU,
   * and tables are looked after one by one.
   */
  private int parallelism(JobName name) {
    return name == JobName.INGEST
        ? FlinkConfiguration.read(settings.checkout().flinkConf().resolve("config.yaml"))
            .parallelism()
        : 1;
  }

  /** What only this stack knows. */
  private List<String> own(JobName name, Set<JobName> names) {
    return switch (name) {
      case INGEST -> {
        List<String> arguments = new ArrayList<>(kafka());
        arguments.addAll(SOON);
        if (names.contains(JobName.SYMBOLIZE)) {
          arguments.addAll(List.of("--kafka.unresolved-topic", Topics.STACKS_UNRESOLVED));
        }
        yield arguments;
      }
      case SYMBOLIZE -> {
        List<String> arguments = new ArrayList<>(kafka());
        arguments.addAll(List.of("--store.uri", settings.state().debuginfo().toUri().toString()));
        yield arguments;
      }
      case COMPACTION -> {
        // A killed process leaves files in it.
        Path folder = StateFolder.makeEmpty(settings.state().data("compaction"));
        yield List.of("--compaction.sort-folder", folder.toString());
      }
    };
  }

  private List<String> kafka() {
    return List.of("--kafka.bootstrap-servers", settings.addresses().kafka());
  }
}
