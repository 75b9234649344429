package io.flamelake.compaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.compaction.testing.FakeIngest;
import io.flamelake.compaction.testing.TestLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeletionProgramsTest {
  private static final String SELECTOR = "{service_name=\"api\",env=\"test\"}";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream print = new PrintStream(out, true, UTF_8);

  @Test
  void aRequestIsPreviewedAndMadeAndDoneAndShown() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      FakeIngest ingest = new FakeIngest(lake, 1);
      ingest.ingest(LocalDate.of(2024, 11, 9), 60);
      long matching =
          lake.rows(SamplesTable.DEFINITION).stream()
              .map(ingest::series)
              .filter(
                  series ->
                      series.service().equals("api") && series.labels().get("env").equals("test"))
              .count();
      assertThat(matching).isPositive();
      Map<String, String> request = Map.of("request.matchers", SELECTOR, "request.reason", "asked");
      assertThat(run(lake, "request.dry-run", "true"))
          .contains("2 series of 1 services on 1 days match", "samples: " + matching + " rows")
          .doesNotContain("is made");
      assertThat(show(lake)).hasLineCount(1);
      assertThat(text(arguments -> request(arguments), lake, request)).contains("is made");
      assertThat(show(lake)).contains("waiting").contains(SELECTOR);
      assertThat(
              text(arguments -> CompactOnce.run(print, print, s -> {}, arguments), lake, Map.of()))
          .contains("samples");
      assertThat(show(lake)).contains("applied");
      assertThat(lake.rows(SamplesTable.DEFINITION))
          .noneMatch(
              row ->
                  ingest.series(row).service().equals("api")
                      && ingest.series(row).labels().get("env").equals("test"));
    }
  }

  @Test
  void whatIsWrongIsToldBeforeARequestIsMade() {
    try (TestLake lake = new TestLake(folder)) {
      assertThat(request()).isEqualTo(2);
      assertThat(request(lake.arguments(Map.of("request.matchers", "{env!=\"a\"}")))).isEqualTo(2);
      assertThat(
              request(lake.arguments(Map.of("request.matchers", SELECTOR, "request.from", "soon"))))
          .isEqualTo(2);
      assertThat(out.toString(UTF_8))
          .contains("{env!=\"a\"} matches series without any of these labels")
          .contains("request.from is 'soon', but must be like 2026-11-21T20:00:00Z");
    }
  }

  private String run(TestLake lake, String key, String value) {
    return text(
        arguments -> request(arguments), lake, Map.of("request.matchers", SELECTOR, key, value));
  }

  private String show(TestLake lake) {
    return text(
        arguments -> ShowDeletions.run(print, print, Clock.systemUTC(), arguments), lake, Map.of());
  }

  private int request(String... arguments) {
    return RequestDeletion.run(print, print, Clock.systemUTC(), arguments);
  }

  private String text(
      Function<String[], Integer> program, TestLake lake, Map<String, String> more) {
    out.reset();
    assertThat(program.apply(lake.arguments(more))).as(out.toString(UTF_8)).isZero();
    return out.toString(UTF_8);
  }
}
