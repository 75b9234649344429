package io.flamelake.stacks.parquet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;

/**
 * A column of lists: which elements belong to which row. The columns of what an element has are
 * filled by element, from {@link #position()} on; then {@link #add} tells how many of them are the
 * next row's. A row without elements takes a place too, in which none of the columns has a value.
 *
 * <p>Levels are those of Apache Parquet's format, "Nested Encoding".
 */
public final class ListRows {
  private static final int FIRST_ELEMENTS = 1 << 10;

  private final List<Column> columns = new ArrayList<>();
  private final IndexEncoder encoder = new IndexEncoder();
  private final int pageElements;

  /** How many elements the row that begins here has; 0 where it has none, -1 within a row. */
  private int[] lengths = new int[0];

  private int elements;
  private int rows;

  ListRows(int pageElements) {
    this.pageElements = pageElements;
  }

  void add(Column column) {
    columns.add(column);
  }

  /** Where the elements of the next row are put. */
  public int position() {
    return elements;
  }

  /** Makes room for the elements of the next row. */
  public void reserve(int count) {
    int needed = elements + Math.max(1, count);
    if (needed > lengths.length) {
      int capacity = Math.max(Math.max(FIRST_ELEMENTS, needed), lengths.length * 2);
      lengths = Arrays.copyOf(lengths, capacity);
      columns.forEach(column -> column.reserve(capacity));
    }
  }

  /** Adds a row whose elements have been put into the columns, after making room for them. */
  public void add(int count) {
    lengths[elements] = count;
    Arrays.fill(lengths, elements + 1, elements + Math.max(1, count), -1);
    elements += Math.max(1, count);
    rows++;
  }

  int rows() {
    return rows;
  }

  /** Whether the place is that of a row without elements. */
  boolean isEmpty(int place) {
    return lengths[place] == 0;
  }

  boolean isFull() {
    return elements >= pageElements;
  }

  void endPage() {
    elements = 0;
    rows = 0;
  }

  /** The repetition levels of the page; good until they are asked for again. */
  BytesInput repetitions() {
    encoder.start(1, elements);
    int place = 0;
    while (place < elements) {
      int count = lengths[place];
      encoder.add(0, 1);
      if (count > 1) {
        encoder.add(1, count - 1);
      }
      place += Math.max(1, count);
    }
    return BytesInput.from(encoder.bytes(), 0, encoder.finish());
  }
}
