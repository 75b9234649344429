package io.flamelake.stacks.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job without an end, in a mini cluster with two slots. Closing ends both. */
public final class RunningJob implements AutoCloseable {
  private static final Pattern VERTEX = Pattern.compile("\"id\":\"([0-9a-f]{32})\"");
  private static final Pattern COMPLETED = Pattern.compile("\"completed\":([0-9]+)");
  private static final Pattern SUM = Pattern.compile("\"sum\":([0-9.E]+)");
  private static final Pattern MAX = Pattern.compile("\"max\":([0-9.E]+)");

  private final MiniCluster cluster;
  private final JobID id;
  private final URI job;
  private int taskManagers = 1;
  private boolean ended;

  /** Makes the graph of a job. */
  @FunctionalInterface
  public interface Definition {
    void define(StreamExecutionEnvironment environment);
  }

  /**
   * Starts it; it checkpoints each second, and restarts at once when it fails.
   *
   * @param settings what the job needs of Flink
   * @param checkpoints folder for checkpoints
   */
  public RunningJob(Configuration settings, Path checkpoints, Definition definition)
      throws Exception {
    Configuration configuration = LocalCluster.configure(settings, checkpoints);
    configuration.setString("execution.checkpointing.interval", "1s");
    configuration.setString("metrics.fetcher.update-interval", "100ms");
    configuration.setString("parallelism.default", "2");
    configuration.setString("restart-strategy.type", "fixed-delay");
    configuration.setString("restart-strategy.fixed-delay.attempts", "1000");
    configuration.setString("restart-strategy.fixed-delay.delay", "100ms");
    cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumSlotsPerTaskManager(2)
                .build());
    cluster.start();
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    definition.define(environment);
    id = cluster.submitJob(environment.getStreamGraph()).get().getJobID();
    job = cluster.getRestAddress().get().resolve("/jobs/" + id);
  }

  /** Takes the only process that runs tasks away, and gives another. */
  public void killTaskManager() throws Exception {
    cluster.terminateTaskManager(taskManagers - 1).get();
    cluster.startTaskManager();
    taskManagers++;
  }

  /**
   * A counter over all subtasks, as Flink's REST API tells it.
   *
   * @param name as {@code docs/metrics.md} has it, such as {@code decode.flamelake.records}
   */
  public double counter(String name) throws IOException {
    return ofSubtasks(name, SUM).sum();
  }

  /** A gauge that all subtasks show alike. */
  public double gauge(String name) throws IOException {
    return ofSubtasks(name, MAX).max().orElse(Double.NaN);
  }

  /** How many checkpoints are {@code completed} or {@code failed}, or were {@code restored}. */
  public int checkpoints(String what) throws IOException {
    return Pattern.compile(what + "\":(\\d+)")
        .matcher(get("/checkpoints"))
        .results()
        .mapToInt(r -> Integer.parseInt(found(r)))
        .findFirst()
        .orElseThrow();
  }

  private DoubleStream ofSubtasks(String name, Pattern aggregate) throws IOException {
    DoubleStream.Builder values = DoubleStream.builder();
    for (String vertex :
        VERTEX.matcher(get("")).results().map(RunningJob::found).distinct().toList()) {
      String metric = get("/vertices/" + vertex + "/subtasks/metrics?get=" + name);
      aggregate.matcher(metric).results().forEach(r -> values.add(Double.parseDouble(found(r))));
    }
    return values.build();
  }

  /** How many checkpoints were completed. */
  public long completedCheckpoints() throws IOException {
    return COMPLETED
        .matcher(get("/checkpoints"))
        .results()
        .mapToLong(r -> Long.parseLong(found(r)))
        .findFirst()
        .orElse(0);
  }

  /**
   * Stops it with a savepoint.
   *
   * @param folder for the savepoint
   */
  public void stop(Path folder) throws Exception {
    cluster
        .stopWithSavepoint(id, folder.toUri().toString(), false, SavepointFormatType.CANONICAL)
        .get();
    cluster.requestJobResult(id).get();
    ended = true;
  }

  private static String found(MatchResult match) {
    return match.group(1);
  }

  private String get(String path) throws IOException {
    try (InputStream answer = URI.create(job + path).toURL().openStream()) {
      return new String(answer.readAllBytes(), UTF_8);
    }
  }

  @Override
  public void close() throws Exception {
    if (!ended) {
      cluster.cancelJob(id).get();
      cluster.requestJobResult(id).get();
    }
    cluster.close();
  }
}
