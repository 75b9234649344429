package io.flamelake.cli.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.flamegraph.FlameGraphRow;
import io.flamelake.flamegraph.html.FlameGraphPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlameGraphFileTest {
  private static final FlameGraphPage PAGE = new FlameGraphPage("title", "nanoseconds");
  private static final List<FlameGraphRow> ROWS =
      List.of(
          new FlameGraphRow(0, "total", 0, 5),
          new FlameGraphRow(1, "main", 2, 5),
          new FlameGraphRow(2, "work", 3, 3));

  @Test
  void foldedStacksStandOneALine(@TempDir Path folder) throws IOException {
    assertThat(written(folder.resolve("a.folded"))).isEqualTo("main 2\nmain;work 3\n");
  }

  @Test
  void jsonHasTheFieldsOfAFlameGraphPanel(@TempDir Path folder) throws IOException {
    assertThat(written(folder.resolve("a.json")))
        .isEqualTo(
            """
            [
            {"level":0,"label":"total","self":0,"value":5},
            {"level":1,"label":"main","self":2,"value":5},
            {"level":2,"label":"work","self":3,"value":3}
            ]
            """);
  }

  @Test
  void htmlIsOnePage(@TempDir Path folder) throws IOException {
    assertThat(written(folder.resolve("a.html"))).startsWith("<!").contains("title", "work");
  }

  @Test
  void anotherEndingIsRefused() {
    assertThatThrownBy(() -> FlameGraphFile.of(Path.of("a.svg")))
        .isInstanceOf(CommandException.class)
        .hasMessage("a.svg: the name must end in .html, .json or .folded");
  }

  private static String written(Path path) throws IOException {
    FlameGraphFile.of(path).write(ROWS, PAGE);
    return Files.readString(path);
  }
}
