package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.udfs.FlamelakePlugin;
import io.trino.spi.function.AggregationFunction;
import io.trino.spi.function.ScalarFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The page on SQL: its examples give what it shows, and nothing is left out. With {@code
 * -Dflamelake.update=true} the results in the page are written anew.
 */
class DocsTest {
  private static final Path PAGE = Path.of("../docs/sql.md");
  private static final Pattern EXAMPLE =
      Pattern.compile("```(sql|query)\n(.*?)```\n\n```text\n.*?```\n", Pattern.DOTALL);

  @Test
  void everyExampleGivesTheResultThatThePageShows() throws IOException {
    String page = Files.readString(PAGE);
    String fresh =
        EXAMPLE.matcher(page).replaceAll(match -> Matcher.quoteReplacement(withResult(match)));
    if (Boolean.getBoolean("flamelake.update")) {
      Files.writeString(PAGE, fresh);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(fresh);
  }

  @Test
  void everyFunctionViewAndQueryHasAnExample() throws IOException {
    String page = Files.readString(PAGE);
    Stream<String> functions =
        new FlamelakePlugin()
            .getFunctions().stream().map(DocsTest::name).map(name -> "### " + name + "\\(.*?");
    Stream<String> files =
        Stream.concat(SqlFiles.views().stream(), SqlFiles.queries().stream())
            .map(name -> "### " + name);

    assertThat(Stream.concat(functions, files))
        .allSatisfy(
            heading ->
                assertThat(page)
                    .containsPattern("\n" + heading + "\n(?:(?!\n#)[\\s\\S])*?```text\n"));
  }

  private static String name(Class<?> function) {
    ScalarFunction scalar = function.getAnnotation(ScalarFunction.class);
    return scalar == null
        ? function.getAnnotation(AggregationFunction.class).value()
        : scalar.value();
  }

  private static String withResult(MatchResult example) {
    String body = example.group(2);
    String statement = example.group(1).equals("sql") ? body : bound(body.lines().toList());
    return "```%s\n%s```\n\n```text\n%s```\n"
        .formatted(example.group(1), body, TextTable.of(Lake.result(statement)));
  }

  /** The first line names a query, each other one gives an argument. */
  private static String bound(List<String> lines) {
    Map<String, String> arguments = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] parts = line.split("=", 2);
      arguments.put(parts[0].strip(), parts[1].strip());
    }
    return SqlFiles.query(lines.getFirst()).bind(arguments);
  }
}
