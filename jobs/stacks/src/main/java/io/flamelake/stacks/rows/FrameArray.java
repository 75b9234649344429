package io.flamelake.stacks.rows;

import io.flamelake.stacks.FrameReader;
import org.apache.flink.table.data.RowData;

/** The frames of a stack. Made to be read once from the first to the last, as writers do. */
final class FrameArray extends ArrayView {
  private final FrameReader reader = new FrameReader();
  private final FrameRow row = new FrameRow(reader);
  private byte[] frames;
  private int at;

  void reset(byte[] newFrames) {
    frames = newFrames;
    rewind();
  }

  private void rewind() {
    reader.reset(frames);
    at = -1;
  }

  @Override
  public int size() {
    return reader.frames();
  }

  @Override
  public boolean isNullAt(int position) {
    return false;
  }

  /** The row is the same object at every position, and holds until the next call. */
  @Override
  public RowData getRow(int position, int fields) {
    if (position < at) {
      rewind();
    }
    while (at < position) {
      reader.next();
      at++;
    }
    return row;
  }
}
