package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqlFilesTest {
  @Test
  void listsAndLoadsEveryFileOfTheFolders() throws IOException {
    assertFolder("ddl", SqlFiles.tables(), SqlFiles::table);
    assertFolder("views", SqlFiles.views(), SqlFiles::view);
    assertFolder("queries", SqlFiles.queries(), SqlFiles::query);
  }

  @Test
  void namesTheFilesThatThereAre() {
    assertThatThrownBy(() -> SqlFiles.view("nope"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no views/nope.sql; there are functions, label_values");
  }

  @Test
  void everyQueryAndViewSaysWhatItAnswers() {
    Stream.concat(
            SqlFiles.queries().stream().map(SqlFiles::query),
            SqlFiles.views().stream().map(SqlFiles::view))
        .forEach(
            file -> {
              assertThat(file.question()).as(file.path()).isNotBlank();
              assertThat(file.columns()).as(file.path()).isNotEmpty();
            });
  }

  private static void assertFolder(
      String folder, List<String> names, Function<String, SqlFile> load) throws IOException {
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      assertThat(names)
          .isEqualTo(
              files
                  .map(path -> path.getFileName().toString().replaceFirst("\\.sql$", ""))
                  .sorted()
                  .toList());
    }
    for (String name : names) {
      assertThat(load.apply(name).text())
          .isEqualTo(Files.readString(Path.of(folder, name + ".sql")).strip());
    }
  }
}
