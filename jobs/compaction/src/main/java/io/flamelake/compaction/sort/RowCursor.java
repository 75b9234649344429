package io.flamelake.compaction.sort;

import java.io.Closeable;
import java.io.IOException;

/** Packed rows, one after another. */
interface RowCursor extends Closeable {
  /** Goes to the next row; false if there is none. */
  boolean next() throws IOException;

  /** Holds the row, from {@link #from()} to {@link #to()}, until the next call of next. */
  byte[] bytes();

  int from();

  int to();
}
