package io.flamelake.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkConfigurationTest {
  @Test
  void readsKeysHoweverTheyAreNested(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            taskmanager:
              memory:
                task.heap.size: 100m
                task:
                  off-heap:
                    size: 10m
                framework.heap.size: 20m
            taskmanager.memory.framework.off-heap.size: 3m
            taskmanager.memory:
              network.max: 4m
            """);
    FlinkConfiguration configuration = FlinkConfiguration.read(file);
    assertThat(configuration.taskManagerHeapMegabytes()).isEqualTo(120);
    assertThat(configuration.taskManagerDirectMegabytes()).isEqualTo(17);
  }

  @Test
  void readsTheCommittedFile() {
    Path committed = Checkout.current().flinkConf().resolve("config.yaml");
    FlinkConfiguration configuration = FlinkConfiguration.read(committed);
    assertThat(configuration.taskManagerHeapMegabytes()).isPositive();
    assertThat(configuration.jvmOptions())
        .hasSizeGreaterThan(10)
        .allMatch(option -> option.startsWith("--add-"));
  }
}
