package io.flamelake.flamegraph.html;

import static io.flamelake.flamegraph.html.SampleRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.flamelake.flamegraph.FlameGraphRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowColumnsTest {
  @Test
  void listsEachLabelOnceInOrderOfFirstSight() {
    RowColumns columns =
        columns(row(0, "total", 0, 3), row(1, "b", 1, 2), row(2, "a", 1, 1), row(1, "b", 1, 1));

    assertThat(columns.labels()).containsExactly("total", "b", "a");
    assertThat(columns.labelId(3)).isEqualTo(1);
  }

  @Test
  void refusesAFirstRowThatIsNotTheRoot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> columns(row(1, "main", 1, 1)))
        .withMessageContaining("row 0 of the flame graph (main) has level 1, but 0 to 0");
  }

  @Test
  void refusesASecondRoot() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> columns(row(0, "total", 0, 0), row(0, "other", 0, 0)))
        .withMessageContaining("row 1 of the flame graph (other) has level 0, but 1 to 1");
  }

  @Test
  void refusesALevelThatSkipsOne() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> columns(row(0, "total", 0, 1), row(1, "a", 0, 1), row(3, "c", 1, 1)))
        .withMessageContaining("row 2 of the flame graph (c) has level 3, but 1 to 2");
  }

  @Test
  void refusesARowWithoutALabel() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> columns(row(0, "total", 0, 1), row(1, null, 1, 1)))
        .withMessage("row 1 of the flame graph has no label");
  }

  private static RowColumns columns(FlameGraphRow... rows) {
    return RowColumns.of(List.of(rows).iterator());
  }
}
