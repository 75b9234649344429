package io.flamelake.flamegraph.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.flamelake.flamegraph.FlameGraphRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page as large as the functions make one: it must answer. */
class LargePageTest extends BrowserTest {
  private static final int SIZE = 100_000;
  private static final List<FlameGraphRow> ROWS = new ArrayList<>();

  @BeforeAll
  static void makeRows() {
    add(0, SIZE, new Random(11));
  }

  @Test
  void answersWithAHundredThousandNodes() {
    write("large.html", PageText.of(ROWS).html());
    open("large.html");
    assertThat(page.text("#where")).contains(" in %,d frames, ".formatted(SIZE - 1));

    page.press("/").type("function1234");
    long matched = matched("function1234");
    assertThat(page.text("#matched"))
        .startsWith(percent(matched, ROWS.getFirst().value()) + " matched: ");

    page.press("Escape");
    Box box = boxAt(3);
    click(box);
    assertThat(page.text("#where")).startsWith(box.label() + ": ");
    long whole = ROWS.get(box.row()).value();
    for (Box drawn : boxes()) {
      if (drawn.row() >= box.row()) {
        double share = 1.0 * ROWS.get(drawn.row()).value() / whole;
        assertThat(drawn.width()).isCloseTo(share * paneWidth(), within(1e-6 * paneWidth()));
      }
    }

    page.click("#invert");
    assertThat(boxes()).anyMatch(drawn -> drawn.row() == box.row());
  }

  /** A node and all below it, {@code size} together: some branches large, most small. */
  private static long add(int level, int size, Random random) {
    int row = ROWS.size();
    ROWS.add(null);
    long self = random.nextInt(10) * 10_000_000L;
    long value = self;
    int rest = size - 1;
    while (rest > 0) {
      int child = level < 60 ? 1 + random.nextInt(rest) : 1;
      value += add(level + 1, child, random);
      rest -= child;
    }
    String label = "example.com/team/service/package.function" + random.nextInt(20_000);
    ROWS.set(row, new FlameGraphRow(level, row == 0 ? "total" : label, self, value));
    return value;
  }

  /** Rows below one that matches add nothing. */
  private static long matched(String text) {
    long sum = 0;
    long within = Long.MAX_VALUE;
    for (FlameGraphRow row : ROWS) {
      if (row.level() <= within) {
        boolean matches = row.label().contains(text);
        within = matches ? row.level() : Long.MAX_VALUE;
        sum += matches ? row.value() : 0;
      }
    }
    return sum;
  }
}
