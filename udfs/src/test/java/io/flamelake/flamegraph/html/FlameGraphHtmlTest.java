package io.flamelake.flamegraph.html;

import static io.flamelake.flamegraph.html.SampleRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.flamegraph.FlameGraphRow;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlameGraphHtmlTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 10, 1_000, 5_000})
  void readsBackTheRowsThatItWrote(int size) {
    List<FlameGraphRow> rows = SampleRows.random(size, 50, size);

    assertThat(PageText.of(rows).rows()).isEqualTo(rows);
  }

  @Test
  void keepsAValueThatIsMoreThanTheSumOfWhatIsListed() {
    List<FlameGraphRow> rows =
        List.of(row(0, "total", 0, 100), row(1, "a", 5, 70), row(2, "b", 1, 1), row(1, "c", 7, 20));

    assertThat(PageText.of(rows).rows()).isEqualTo(rows);
  }

  @Test
  void keepsNegativeAndExtremeAmounts() {
    List<FlameGraphRow> rows =
        List.of(
            row(0, "total", 0, Long.MAX_VALUE - 8),
            row(1, "freed", -8, -8),
            row(1, "held", Long.MAX_VALUE, Long.MAX_VALUE));

    assertThat(PageText.of(rows).rows()).isEqualTo(rows);
  }

  @Test
  void countsInMultiplesOfTheGreatestCommonDivisor() {
    List<FlameGraphRow> rows =
        List.of(row(0, "total", 0, 50_000_000), row(1, "a", 50_000_000, 50_000_000));

    JsonText data = new JsonText(PageText.of(rows).data());

    assertThat(data.number("scale")).isEqualTo(50_000_000);
    assertThat(data.numbers("self")).containsExactly(0L, 1L);
  }

  @Test
  void writesAPageForAnEmptyGraph() {
    PageText page = PageText.of(List.of());

    assertThat(page.rows()).isEmpty();
    assertThat(page.html()).contains("No samples");
  }

  @Test
  void writesAPageForTheRootAlone() {
    List<FlameGraphRow> rows = List.of(row(0, "total", 0, 0));

    assertThat(PageText.of(rows).rows()).isEqualTo(rows);
  }

  @Test
  void writesAThousandLevels() {
    List<FlameGraphRow> rows = SampleRows.chain(1_024);

    assertThat(PageText.of(rows).rows()).isEqualTo(rows);
  }

  @Test
  void takesFewBytesARow() {
    int empty = PageText.of(List.of()).html().length();

    PageText page = PageText.of(SampleRows.random(100_000, 5_000, 1));

    assertThat((page.html().length() - empty) / 100_000.0).isLessThan(14);
  }

  @Test
  void writesInPiecesInsteadOfOneString() throws IOException {
    LongestPiece pieces = new LongestPiece();

    FlameGraphHtml.write(
        SampleRows.random(100_000, 5_000, 1).iterator(), new FlameGraphPage("t", "count"), pieces);

    assertThat(pieces.total).isGreaterThan(500_000);
    assertThat(pieces.longest).isLessThan(64_000);
  }

  @Test
  void saysWhatWasAskedFor() {
    FlameGraphPage asked =
        new FlameGraphPage(
            "CPU", "nanoseconds", "api", "process_cpu:cpu", "2026-11-20T14:00:00Z", null);

    PageText page = PageText.of(List.of(), asked);

    assertThat(page.between("<title>", "</title>")).isEqualTo("CPU");
    assertThat(page.between("<h1>", "</h1>")).isEqualTo("CPU");
    assertThat(page.between("<dl>", "</dl>"))
        .isEqualTo(
            "<div><dt>Service</dt><dd>api</dd></div>"
                + "<div><dt>Type</dt><dd>process_cpu:cpu</dd></div>"
                + "<div><dt>From</dt><dd>2026-11-20T14:00:00Z</dd></div>");
    assertThat(new JsonText(page.data()).string("unit")).isEqualTo("nanoseconds");
  }

  private static final class LongestPiece implements Appendable {
    private int longest;
    private long total;

    @Override
    public Appendable append(CharSequence text) {
      return append(text, 0, text.length());
    }

    @Override
    public Appendable append(CharSequence text, int start, int end) {
      longest = Math.max(longest, end - start);
      total += end - start;
      return this;
    }

    @Override
    public Appendable append(char unit) {
      total++;
      return this;
    }
  }
}
