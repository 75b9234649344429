package io.flamelake.compaction.sort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/** Sorted rows of several cursors as one. */
final class MergedRows implements RowCursor {
  private final List<RowCursor> all;
  private final PriorityQueue<RowCursor> queue = new PriorityQueue<>(MergedRows::compare);
  private RowCursor current;

  private MergedRows(List<RowCursor> all) {
    this.all = all;
  }

  /** Opens the files; all of them are closed and deleted with the cursor. */
  static RowCursor of(List<SpillFile> files) throws IOException {
    List<RowCursor> cursors = new ArrayList<>();
    MergedRows merged = new MergedRows(cursors);
    try {
      for (SpillFile file : files) {
        RowCursor cursor = file.read();
        cursors.add(cursor);
        if (cursor.next()) {
          merged.queue.add(cursor);
        }
      }
      return merged;
    } catch (IOException e) {
      merged.close();
      throw e;
    }
  }

  @Override
  public boolean next() throws IOException {
    if (current != null && current.next()) {
      queue.add(current);
    }
    current = queue.poll();
    return current != null;
  }

  @Override
  public byte[] bytes() {
    return current.bytes();
  }

  @Override
  public int from() {
    return current.from();
  }

  @Override
  public int to() {
    return current.to();
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    for (RowCursor cursor : all) {
      try {
        cursor.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static int compare(RowCursor left, RowCursor right) {
    return Arrays.compareUnsigned(
        left.bytes(), left.from(), left.to(), right.bytes(), right.from(), right.to());
  }
}
