package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SqlFilesTest {
  private static final Pattern QUALIFIED = Pattern.compile("\\bprofiles\\.(\\w+)");

  @Test
  void listsAndLoadsEveryFileOfTheFolders() throws IOException {
    assertFolder("ddl", SqlFiles.tables(), SqlFiles::table);
    assertFolder("views", SqlFiles.views().stream().sorted().toList(), SqlFiles::view);
    assertFolder("queries", SqlFiles.queries(), SqlFiles::query);
  }

  @Test
  void listsViewsByNameAndEachAfterThoseThatItReads() {
    Set<String> ordered = new LinkedHashSet<>();
    SqlFiles.views().stream().sorted().forEach(view -> addAfterThoseThatItReads(view, ordered));

    assertThat(SqlFiles.views()).containsExactlyElementsOf(ordered);
  }

  @Test
  void namesTheFilesThatThereAre() {
    assertThatThrownBy(() -> SqlFiles.view("nope"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no views/nope.sql; there are folded_stacks, roll_ups");
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

  /** With {@code -Dflamelake.update=true} the file is written anew. */
  @Test
  void theFileOfCommentsHasThoseOfTheHeads() throws IOException {
    Path file = Path.of("comments.sql");
    List<String> all =
        SqlFiles.views().stream().flatMap(name -> SqlFiles.viewComments(name).stream()).toList();
    String comments = String.join(";\n", all) + ";\n";
    if (Boolean.getBoolean("flamelake.update")) {
      Files.writeString(file, comments);
    }
    assertThat(Files.readString(file)).isEqualTo(comments);
  }

  /** The part that sums samples by stack stands in many files, so that each can be read alone. */
  @Test
  void queriesThatSumStacksDoItAlike() {
    assertThat(
            SqlFiles.queries().stream()
                .map(name -> SqlFiles.query(name).text())
                .filter(text -> text.contains("WITH wanted AS (") && text.contains("amounts AS ("))
                .map(SqlFilesTest::sums)
                .distinct())
        .hasSize(1);
  }

  /** Without what makes it one of a single service. */
  private static String sums(String text) {
    return text.substring(
            text.indexOf("WITH wanted AS ("), text.indexOf("\n)", text.indexOf("amounts AS (")))
        .replace("(:service = '' OR service_name = :service)", "service_name = :service")
        .replace("(:service = '' OR s.service_name = :service)", "service_name = :service")
        .replaceAll("(s\\.)?service_name = :service\\s+AND ", "")
        .replaceAll("(s\\.)?service_name,\\s+", "")
        .replaceAll("\\s+", " ");
  }

  private static void addAfterThoseThatItReads(String view, Set<String> ordered) {
    QUALIFIED
        .matcher(SqlFiles.view(view).text())
        .results()
        .map(match -> match.group(1))
        .filter(name -> !name.equals(view) && SqlFiles.views().contains(name))
        .forEach(name -> addAfterThoseThatItReads(name, ordered));
    ordered.add(view);
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
