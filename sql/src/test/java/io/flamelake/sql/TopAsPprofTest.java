package io.flamelake.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trino.spi.type.SqlVarbinary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The query top-functions gives what {@code go tool pprof -top} gives of the same samples. Where Go
 * isn't installed, {@link StackQueriesTest} still compares with what was worked out by hand.
 */
class TopAsPprofTest {
  private static final Map<String, String> WEB =
      Map.of(
          "service", "web",
          "type", KnownData.CPU,
          "from", "2026-12-01T00:00:00Z",
          "to", "2026-12-03T00:00:00Z");

  private static final String EXPORT =
      """
      SELECT pprof(k.frames, s.value, 'cpu', 'nanoseconds')
      FROM profiles.samples AS s
      JOIN profiles.stacks AS k ON k.day = CAST(s.time AS date) AND k.stack_id = s.stack_id
      WHERE s.service_name = 'web' AND k.service_name = 'web'
        AND s.profile_type = 'process_cpu:cpu:nanoseconds:cpu:nanoseconds'
      """;

  @TempDir private static Path folder;
  private static Path profile;

  @BeforeAll
  static void exportTheSamples() throws IOException {
    boolean installed =
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "go")));
    assumeTrue(installed, "go is not on the path: apt-get install golang-go");
    SqlVarbinary bytes = (SqlVarbinary) Lake.rows(EXPORT).getFirst().getFirst();
    profile = Files.write(folder.resolve("web.pb.gz"), bytes.getBytes());
  }

  @ParameterizedTest
  @CsvSource({"function, -functions", "file, -files", "line, -lines"})
  void groupsAsPprofDoes(String by, String granularity) throws Exception {
    assertThat(top("by", by)).containsExactlyInAnyOrderElementsOf(pprof(granularity));
  }

  @Test
  void focusesAndIgnoresAsPprofDoes() throws Exception {
    assertThat(top("by", "function", "focus", "handle|rec", "ignore", "libc"))
        .containsExactlyInAnyOrderElementsOf(
            pprof("-functions", "-focus=handle|rec", "-ignore=libc"));
  }

  @Test
  void ordersAsPprofDoes() throws Exception {
    assertThat(names(top("by", "file"))).isEqualTo(names(pprof("-files")));
    assertThat(names(top("by", "file", "order", "cumulative")))
        .isEqualTo(names(pprof("-files", "-cum")));
  }

  /** Function, flat, cumulative, and both in percent. */
  private static List<List<String>> top(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("limit", "1000"));
    return Asked.of("top-functions", WEB, all.toArray(String[]::new)).stream()
        .map(row -> row.substring(1, row.length() - 1).split(", "))
        .map(row -> List.of(row[0], row[1], row[4], percent(row[2]), percent(row[5])))
        .toList();
  }

  private static List<List<String>> pprof(String... options) throws Exception {
    List<String> command =
        new ArrayList<>(List.of("go", "tool", "pprof", "-top", "-symbolize=none", "-unit=ns"));
    command.addAll(List.of("-nodefraction=0", "-nodecount=1000"));
    command.addAll(List.of(options));
    command.add(profile.toString());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("HOME", folder.toString());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(text).isZero();
    List<List<String>> rows =
        text.lines()
            .dropWhile(line -> !line.contains("flat%"))
            .skip(1)
            .map(TopAsPprofTest::row)
            .toList();
    assertThat(rows).as(text).isNotEmpty();
    return rows;
  }

  /** flat flat% sum% cum cum% name; a function that was inlined is marked behind its name. */
  private static List<String> row(String line) {
    String[] words = line.strip().replaceAll(" \\((partial-)?inline\\)$", "").split(" +");
    String name = Arrays.stream(words).skip(5).collect(Collectors.joining(" "));
    return List.of(name, amount(words[0]), amount(words[3]), percent(words[1]), percent(words[4]));
  }

  private static String amount(String text) {
    return text.replace("ns", "");
  }

  private static String percent(String text) {
    return "%.2f".formatted(Double.parseDouble(text.replace("%", "")));
  }

  private static List<String> names(List<List<String>> rows) {
    return rows.stream().map(List::getFirst).toList();
  }
}
