package io.flamelake.cli.bench.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  @Test
  void foldsTheRowsOfAFlameGraph() {
    List<List<Object>> rows =
        List.of(
            List.of(0L, "total", 2L, 17L),
            List.of(1L, "main", 0L, 12L),
            List.of(2L, "work", 5L, 7L),
            List.of(3L, "copy", 2L, 2L),
            List.of(2L, "idle", 5L, 5L),
            List.of(1L, "gc", 3L, 3L));

    assertThat(Answers.flameGraph(rows))
        .containsExactly("\t2", "gc\t3", "main;idle\t5", "main;work\t5", "main;work;copy\t2");
  }

  @Test
  void keepsWhatOneSideOfADifferenceHas() {
    List<List<Object>> rows =
        List.of(
            List.of(0L, "total", 5L, 0L, 7L, 0L),
            List.of(1L, "new", 0L, 0L, 7L, 7L),
            List.of(1L, "old", 5L, 5L, 0L, 0L));

    assertThat(Answers.difference(rows)).containsExactly("new\t0\t7", "old\t5\t0");
  }

  @Test
  void roundsFractionsAndKeepsNulls() {
    assertThat(Answers.rows(List.of(Arrays.asList(1.0000000001, null, "a", 7))))
        .containsExactly("1.000000\tnull\ta\t7");
  }

  @Test
  void tellsTheFirstDifference() {
    assertThat(Answers.difference(List.of("a", "b"), List.of("a", "b"))).isEmpty();
    assertThat(Answers.difference(List.of("a", "b"), List.of("a", "c")))
        .isEqualTo("row 2 of 2 and 2: 'b' and 'c'");
    assertThat(Answers.difference(List.of("a"), List.of("a", "c")))
        .isEqualTo("row 2 of 1 and 2: 'no row' and 'c'");
  }
}
