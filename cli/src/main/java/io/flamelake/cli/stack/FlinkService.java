package io.flamelake.cli.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A standalone Flink cluster of one JobManager and one TaskManager. */
final class FlinkService {
  /** Of the TaskManager, whose threads are busy at the same time. */
  static final String COLLECTOR = "-XX:+UseParallelGC";

  private FlinkService() {}

  static Launch jobManager(StackSettings settings) {
    List<String> arguments =
        jvm(settings, "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    arguments.add("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint");
    arguments.addAll(options(settings, ServiceName.JOBMANAGER));
    arguments.add("-Drest.port=" + settings.port(PortName.FLINK_REST));
    arguments.add("-Dblob.server.port=" + settings.port(PortName.FLINK_BLOB));
    return launch(settings, ServiceName.JOBMANAGER, arguments);
  }

  static Launch taskManager(StackSettings settings) {
    FlinkConfiguration configuration = configuration(settings);
    List<String> arguments =
        jvm(
            settings,
            "-Xmx" + configuration.taskManagerHeapMegabytes() + "m",
            "-XX:MaxDirectMemorySize=" + configuration.taskManagerDirectMegabytes() + "m",
            COLLECTOR);
    arguments.add("org.apache.flink.runtime.taskexecutor.TaskManagerRunner");
    arguments.addAll(options(settings, ServiceName.TASKMANAGER));
    return launch(settings, ServiceName.TASKMANAGER, arguments);
  }

  private static Launch launch(StackSettings settings, ServiceName service, List<String> args) {
    return new Launch(
        service, settings.jdks().jobs(), args, Map.of(), settings.state().data("flink"));
  }

  private static List<String> jvm(StackSettings settings, String... options) {
    List<String> arguments = new ArrayList<>(List.of(options));
    arguments.addAll(configuration(settings).jvmOptions());
    arguments.add(
        "-Dlog4j2.configurationFile="
            + settings.checkout().flinkConf().resolve("log4j.properties"));
    arguments.add("-cp");
    arguments.add(settings.checkout().flinkLib() + "/*");
    return arguments;
  }

  private static FlinkConfiguration configuration(StackSettings settings) {
    return FlinkConfiguration.read(settings.checkout().flinkConf().resolve("config.yaml"));
  }

  private static List<String> options(StackSettings settings, ServiceName service) {
    // A killed server leaves its local state and libraries behind.
    Path temporary = StateFolder.makeEmpty(settings.state().data("flink/tmp-" + service.id()));
    return List.of(
        "--configDir",
        settings.checkout().flinkConf().toString(),
        "-Djobmanager.rpc.port=" + settings.port(PortName.FLINK_RPC),
        "-Dexecution.checkpointing.dir=" + settings.state().checkpoints(JobName.INGEST).toUri(),
        "-Dexecution.checkpointing.savepoint-dir="
            + settings.state().savepoints(JobName.INGEST).toUri(),
        "-Dio.tmp.dirs=" + temporary,
        "-Dblob.storage.directory=" + temporary,
        "-Dweb.tmpdir=" + temporary,
        "-Dweb.upload.dir=" + temporary,
        "-Dweb.log.path=" + settings.state().log(service));
  }
}
