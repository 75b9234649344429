package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What Flink's start scripts take from {@code config.yaml}: they are not on Maven Central, so that
 * the JVM's options are worked out here.
 */
record FlinkConfiguration(Object root) {
  private static final String MEMORY = "taskmanager.memory.";

  static FlinkConfiguration read(Path file) {
    try (InputStream yaml = Files.newInputStream(file)) {
      return new FlinkConfiguration(
          new Load(LoadSettings.builder().build()).loadFromInputStream(yaml));
    } catch (IOException e) {
      throw CommandException.failed("can't read " + file + ": " + e.getMessage(), e);
    }
  }

  /** The options of every JVM. */
  List<String> jvmOptions() {
    return List.of(text("env.java.opts.all").strip().split(" +", -1));
  }

  /** How many subtasks an operator of the ingest job has. */
  int parallelism() {
    return Integer.parseInt(text("parallelism.default"));
  }

  /**
   * The TaskManager's heap: framework and task (Flink documentation, "Set up TaskManager Memory").
   */
  long taskManagerHeapMegabytes() {
    return megabytes("framework.heap.size") + megabytes("task.heap.size");
  }

  /** The TaskManager's direct memory: both off-heap parts and network. */
  long taskManagerDirectMegabytes() {
    return megabytes("framework.off-heap.size")
        + megabytes("task.off-heap.size")
        + megabytes("network.max");
  }

  private long megabytes(String key) {
    String text = text(MEMORY + key);
    if (!text.matches("\\d{1,6}m")) {
      throw CommandException.failed(
          "flink-conf/config.yaml: %s%s is %s, but must be like 256m".formatted(MEMORY, key, text));
    }
    return Long.parseLong(text.substring(0, text.length() - 1));
  }

  private String text(String key) {
    Object value = find(root, key);
    if (value == null) {
      throw CommandException.failed("flink-conf/config.yaml has no " + key);
    }
    return value.toString();
  }

  /** A value of nested maps, whose keys may hold several levels ({@code task.heap.size}). */
  private static Object find(Object node, String path) {
    if (path.isEmpty() || !(node instanceof Map<?, ?> map)) {
      return path.isEmpty() ? node : null;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (path.equals(key) || path.startsWith(key + ".")) {
        Object found =
            find(entry.getValue(), path.substring(Math.min(path.length(), key.length() + 1)));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
