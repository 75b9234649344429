package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The TaskManager's JVM limits as Flink derives them from its configuration (Flink documentation,
 * "Set up TaskManager Memory"): heap is framework heap and task heap; direct memory is both
 * off-heap parts and network.
 */
record FlinkMemory(long heapMegabytes, long directMegabytes) {
  private static final String PREFIX = "taskmanager.memory.";

  static FlinkMemory read(Path configuration) {
    try (InputStream yaml = Files.newInputStream(configuration)) {
      Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(yaml);
      return new FlinkMemory(
          megabytes(root, "framework.heap.size") + megabytes(root, "task.heap.size"),
          megabytes(root, "framework.off-heap.size")
              + megabytes(root, "task.off-heap.size")
              + megabytes(root, "network.max"));
    } catch (IOException e) {
      throw CommandException.failed("can't read " + configuration + ": " + e.getMessage(), e);
    }
  }

  /** A value of nested maps, whose keys may hold several levels ({@code task.heap.size}). */
  private static long megabytes(Object root, String key) {
    String text = String.valueOf(find(root, PREFIX + key));
    if (!text.matches("\\d{1,6}m")) {
      throw CommandException.failed(
          "flink-conf/config.yaml: %s%s is %s, but must be like 256m".formatted(PREFIX, key, text));
    }
    return Long.parseLong(text.substring(0, text.length() - 1));
  }

  private static Object find(Object node, String path) {
    if (path.isEmpty() || !(node instanceof Map<?, ?> map)) {
      return path.isEmpty() ? node : null;
    }
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (path.equals(key) || path.startsWith(key + ".")) {
        String rest = path.equals(key) ? "" : path.substring(key.length() + 1);
        Object found = find(entry.getValue(), rest);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }
}
