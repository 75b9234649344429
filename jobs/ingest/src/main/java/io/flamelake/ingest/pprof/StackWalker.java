package io.flamelake.ingest.pprof;

import io.flamelake.ingest.decode.Repair;

/** Turns a sample's location ids into rows of frames, leaf first, no deeper than the limit. */
final class StackWalker {

  private final Message message;
  private final LocationFrames locationFrames;
  private final Problems problems;
  private final Wire idWire = new Wire();

  /** The rows of the frames walked last. */
  final int[] rows;

  StackWalker(Message message, LocationFrames locationFrames, Problems problems, int depth) {
    this.message = message;
    this.locationFrames = locationFrames;
    this.problems = problems;
    this.rows = new int[depth];
  }

  /** Walks a run of varints and returns the number of frames. */
  int walk(byte[] ids, int start, int end) {
    IdTable table = message.locations.ids;
    int depth = rows.length;
    int count = 0;
    int p = start;
    while (p < end) {
      long id = ids[p++];
      if (id < 0) {
        byte second = ids[p++];
        id = id & 0x7f | (long) second << 7;
        if (second < 0) {
          idWire.data = ids;
          idWire.position = p - 2;
          id = idWire.varint();
          p = idWire.position;
        }
      }
      int location = table.row(id);
      int first;
      int frames;
      if (location == IdTable.ABSENT) {
        first = locationFrames.missing(id);
        frames = 1;
      } else {
        first = locationFrames.firstFrame(location);
        frames = locationFrames.frameCount(location);
      }
      for (int i = 0; i < frames; i++) {
        if (count == depth) {
          return truncate();
        }
        rows[count++] = first + i;
      }
    }
    if (p > end) {
      idWire.position = end;
      throw idWire.damaged("a sample's location ids end within a number");
    }
    return count;
  }

  private int truncate() {
    problems.repaired(Repair.STACK_TRUNCATED, 1);
    rows[rows.length - 1] = locationFrames.truncated();
    return rows.length;
  }
}
