package io.flamelake.compaction.sort;

import java.util.Arrays;
import java.util.List;

/**
 * What the rows of a table are ordered by; rows that agree in it are ordered by their other
 * columns, so that equal rows give equal files.
 *
 * @param keys from the most significant
 */
public record RowOrder(List<Key> keys) {

  /**
   * A column, ascending.
   *
   * @param fromEnd of a list: from its last element
   */
  public record Key(String column, boolean fromEnd) {}

  public RowOrder {
    keys = List.copyOf(keys);
  }

  /** By these columns. */
  public static RowOrder by(String... columns) {
    return new RowOrder(Arrays.stream(columns).map(column -> new Key(column, false)).toList());
  }
}
