package io.flamelake.flamegraph.html;

import io.flamelake.flamegraph.FlameGraphDiffRow;
import io.flamelake.flamegraph.FlameGraphRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** The rows of a graph as columns, each distinct label once in order of first sight. */
final class RowColumns {
  private final List<String> labels = new ArrayList<>();
  private final Map<String, Integer> idsByLabel = new HashMap<>();
  private int[] levels = new int[256];
  private int[] labelIds = new int[256];
  private long[] selfs = new long[256];
  private long[] values = new long[256];
  // The baseline's selfs; null if nothing is compared
  private long[] bases;
  private int size;

  private RowColumns() {}

  /**
   * @throws IllegalArgumentException if the rows are not depth first from a single root, or one has
   *     no label
   */
  static RowColumns of(Iterator<FlameGraphRow> rows) {
    RowColumns columns = new RowColumns();
    while (rows.hasNext()) {
      columns.add(rows.next());
    }
    return columns;
  }

  /**
   * The rows of a comparison: its right side, with the left one as the baseline.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  static RowColumns ofDiff(Iterator<FlameGraphDiffRow> rows) {
    RowColumns columns = new RowColumns();
    columns.bases = new long[256];
    while (rows.hasNext()) {
      FlameGraphDiffRow row = rows.next();
      columns.add(new FlameGraphRow(row.level(), row.label(), row.selfRight(), row.valueRight()));
      columns.bases[columns.size - 1] = row.self();
    }
    return columns;
  }

  int size() {
    return size;
  }

  List<String> labels() {
    return labels;
  }

  int level(int row) {
    return levels[row];
  }

  int labelId(int row) {
    return labelIds[row];
  }

  long self(int row) {
    return selfs[row];
  }

  boolean isDiff() {
    return bases != null;
  }

  /** The baseline's self, 0 if nothing is compared. */
  long base(int row) {
    return bases == null ? 0 : bases[row];
  }

  long value(int row) {
    return values[row];
  }

  /** For each row, its value less its self less its children's values: 0 in a whole tree. */
  long[] unexplained() {
    long[] rest = Arrays.copyOf(values, size);
    long[] childValues = new long[deepest() + 2];
    for (int row = size - 1; row >= 0; row--) {
      int level = levels[row];
      rest[row] -= selfs[row] + childValues[level + 1];
      childValues[level + 1] = 0;
      childValues[level] += values[row];
    }
    return rest;
  }

  private int deepest() {
    int deepest = 0;
    for (int row = 0; row < size; row++) {
      deepest = Math.max(deepest, levels[row]);
    }
    return deepest;
  }

  private void add(FlameGraphRow row) {
    check(row);
    if (size == levels.length) {
      int capacity = size + (size >> 1);
      levels = Arrays.copyOf(levels, capacity);
      labelIds = Arrays.copyOf(labelIds, capacity);
      selfs = Arrays.copyOf(selfs, capacity);
      values = Arrays.copyOf(values, capacity);
      bases = bases == null ? null : Arrays.copyOf(bases, capacity);
    }
    levels[size] = (int) row.level();
    labelIds[size] = idOf(row.label());
    selfs[size] = row.self();
    values[size] = row.value();
    size++;
  }

  private int idOf(String label) {
    Integer id = idsByLabel.putIfAbsent(label, labels.size());
    if (id == null) {
      labels.add(label);
      return labels.size() - 1;
    }
    return id;
  }

  private void check(FlameGraphRow row) {
    if (row.label() == null) {
      throw new IllegalArgumentException("row %d of the flame graph has no label".formatted(size));
    }
    long least = size == 0 ? 0 : 1;
    long most = size == 0 ? 0 : levels[size - 1] + 1L;
    if (row.level() < least || row.level() > most) {
      throw new IllegalArgumentException(
          "row %d of the flame graph (%s) has level %d, but %d to %d can follow: give the rows"
                  .formatted(size, row.label(), row.level(), least, most)
              + " depth first, the root first");
    }
  }
}
