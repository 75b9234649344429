package io.flamelake.ingest.pprof;

import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.FrameSpan;
import io.flamelake.ingest.stacks.StackIds;
import io.flamelake.ingest.wire.Wire;

/** Walks a sample's location ids frame by frame, leaf first, no deeper than the limit. */
final class StackWalker {

  private final Message message;
  private final LocationFrames locationFrames;
  private final Problems problems;
  private final Wire wire = new Wire(Reason.MALFORMED_PPROF, "pprof message");

  // The stack that is hashed just now.
  private byte[] buffer;
  private int count;
  private long sum;

  /** The rows of the frames walked last by {@link #rows(byte[], int, int)}. */
  final int[] rows;

  StackWalker(Message message, LocationFrames locationFrames, Problems problems, int depth) {
    this.message = message;
    this.locationFrames = locationFrames;
    this.problems = problems;
    this.rows = new int[depth];
  }

  /**
   * Gives the frames of a run of varints to {@code ids}. Most of the time is spent here, so the
   * usual case has a way of its own: an id of one or two bytes, read without a branch, that is
   * known, and whose location has one frame.
   */
  void hash(byte[] data, int start, int end, StackIds ids) {
    IdTable table = message.locations.ids;
    boolean counted = table.isCounted();
    long[] single = locationFrames.singleIds();
    int limit = table.count();
    int depth = rows.length;
    byte[] out = ids.buffer();
    buffer = out;
    count = 0;
    sum = 0;
    int n = 0;
    long total = 0;
    int p = start;
    while (p < end) {
      int low = data[p];
      int high = data[p + 1];
      int more = low >>> 31;
      long id = low & 0x7f | (high & 0x7f) << 7 & -more;
      if ((low & high) < 0) {
        wire.data = data;
        wire.position = p;
        id = wire.varint();
        p = wire.position;
      } else {
        p += 1 + more;
      }
      long row = counted ? id - 1 : table.row(id);
      long frameId = row >= 0 && row < limit ? single[(int) row] : LocationFrames.NOT_SINGLE;
      if (frameId != LocationFrames.NOT_SINGLE && n < depth) {
        StackIds.put(out, n, frameId);
        total += frameId;
        n++;
      } else {
        count = n;
        sum = total;
        boolean whole = add(id);
        n = count;
        total = sum;
        if (!whole) {
          break;
        }
      }
    }
    checkEnd(p, end);
    ids.finish(n, total);
  }

  /** Adds all frames of a location; false when the limit cut the stack. */
  private boolean add(long id) {
    long span = span(id);
    long[] frameIds = locationFrames.frames.ids();
    for (int row = FrameSpan.first(span); row <= FrameSpan.last(span); row++) {
      if (count == rows.length) {
        problems.repaired(Repair.STACK_TRUNCATED, 1);
        int truncated = locationFrames.frames.truncated();
        StackIds.put(buffer, count - 1, locationFrames.frames.ids()[truncated]);
        return false;
      }
      StackIds.put(buffer, count++, frameIds[row]);
      sum += frameIds[row];
    }
    return true;
  }

  /** Finds the rows of the frames of a run of varints and returns their number. */
  int rows(byte[] data, int start, int end) {
    int found = 0;
    wire.data = data;
    wire.position = start;
    while (wire.position < end) {
      long span = span(wire.varint());
      for (int row = FrameSpan.first(span); row <= FrameSpan.last(span); row++) {
        if (found == rows.length) {
          rows[found - 1] = locationFrames.frames.truncated();
          return found;
        }
        rows[found++] = row;
      }
    }
    checkEnd(wire.position, end);
    return found;
  }

  private long span(long id) {
    int location = message.locations.ids.row(id);
    return location == IdTable.ABSENT
        ? FrameSpan.of(locationFrames.missing(id), 1)
        : locationFrames.span(location);
  }

  private void checkEnd(int position, int end) {
    if (position > end) {
      wire.position = end;
      throw wire.damaged("a sample's location ids end within a number");
    }
  }
}
