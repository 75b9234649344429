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

  /** What of a column counts. */
  public enum By {
    VALUE,
    /** Of a list: its elements from the last one on. */
    FROM_END,
    /** Of a time: the six hours, counted from midnight UTC, that it is in. */
    QUARTER_OF_DAY
  }

  /** A column, ascending. */
  public record Key(String column, By by) {
    /** By its value. */
    public static Key of(String column) {
      return new Key(column, By.VALUE);
    }
  }

  public RowOrder {
    keys = List.copyOf(keys);
  }

  /** By these columns. */
  public static RowOrder by(String... columns) {
    return new RowOrder(Arrays.stream(columns).map(Key::of).toList());
  }
}
