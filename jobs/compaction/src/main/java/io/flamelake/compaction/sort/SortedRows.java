package io.flamelake.compaction.sort;

import java.io.IOException;
import org.apache.iceberg.StructLike;

/** Rows in order. Closed with the sorter that gave it. */
public final class SortedRows {
  private final RowCursor cursor;
  private final RowCodec codec;
  private final PackedRow packed = new PackedRow();

  SortedRows(RowCursor cursor, RowCodec codec) {
    this.cursor = cursor;
    this.codec = codec;
  }

  /** The next row, good until the next call; null after the last. */
  public StructLike next() throws IOException {
    if (!cursor.next()) {
      return null;
    }
    packed.wrap(cursor.bytes(), cursor.from(), cursor.to());
    return codec.unpack(packed);
  }
}
