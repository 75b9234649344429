package io.flamelake.ingest.pprof;

import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.stacks.StackIds;

/** Walks a sample's location ids frame by frame, leaf first, no deeper than the limit. */
final class StackWalker {

  private final Message message;
  private final LocationFrames locationFrames;
  private final Problems problems;
  private final Wire wire = new Wire();

  /** The rows of the frames walked last by {@link #rows(byte[], int, int)}. */
  final int[] rows;

  StackWalker(Message message, LocationFrames locationFrames, Problems problems, int depth) {
    this.message = message;
    this.locationFrames = locationFrames;
    this.problems = problems;
    this.rows = new int[depth];
  }

  /**
   * Gives the frames of a run of varints to {@code ids}. This is where most of the time is spent:
   * ids of one or two bytes and locations of one or two frames take the same way, for a branch that
   * goes now here, now there costs more than all the rest.
   */
  void hash(byte[] data, int start, int end, StackIds ids) {
    IdTable table = message.locations.ids;
    long[] spans = locationFrames.spans();
    long[] frameIds = locationFrames.frames.ids();
    byte[] buffer = ids.buffer();
    int room = rows.length - 1;
    int count = 0;
    long prints = 0;
    int p = start;
    while (p < end) {
      int low = data[p];
      int high = data[p + 1];
      int more = low >>> 31;
      long id = low & 0x7f | (high & 0x7f) << 7 & -more;
      p += 1 + more;
      if ((low & high) < 0) {
        id = longVarint(data, p - 2);
        p = wire.position;
      }
      int location = table.row(id);
      long span = location == IdTable.ABSENT ? LocationFrames.NOT_MADE : spans[location];
      if (span == LocationFrames.NOT_MADE) {
        span = location == IdTable.ABSENT ? missing(id) : locationFrames.span(location);
        frameIds = locationFrames.frames.ids();
      }
      int row = LocationFrames.first(span);
      int more1 = LocationFrames.last(span) - row;
      if (more1 > 1 || count >= room) {
        int frames = more1 + 1;
        for (int i = 0; i < frames; i++) {
          if (count > room) {
            truncate(prints, ids);
            return;
          }
          StackIds.put(buffer, count, frameIds[row + i]);
          prints += StackIds.print(count++, frameIds[row + i]);
        }
        continue;
      }
      // The second one is overwritten by the next location when this one has but one frame.
      StackIds.put(buffer, count, frameIds[row]);
      StackIds.put(buffer, count + 1, frameIds[row + 1]);
      prints += StackIds.print(count, frameIds[row]);
      prints += StackIds.print(count + 1, frameIds[row + 1]) & -more1;
      count += 1 + more1;
    }
    checkEnd(p, end);
    ids.finish(count, prints);
  }

  private void truncate(long prints, StackIds ids) {
    problems.repaired(Repair.STACK_TRUNCATED, 1);
    int row = locationFrames.truncated();
    StackIds.put(ids.buffer(), rows.length - 1, locationFrames.frames.ids()[row]);
    ids.finish(rows.length, prints);
  }

  /** Finds the rows of the frames of a run of varints and returns their number. */
  int rows(byte[] data, int start, int end) {
    int count = 0;
    wire.data = data;
    wire.position = start;
    while (wire.position < end) {
      long id = wire.varint();
      int location = message.locations.ids.row(id);
      long span = location == IdTable.ABSENT ? missing(id) : locationFrames.span(location);
      for (int row = LocationFrames.first(span); row <= LocationFrames.last(span); row++) {
        if (count == rows.length) {
          rows[count - 1] = locationFrames.truncated();
          return count;
        }
        rows[count++] = row;
      }
    }
    checkEnd(wire.position, end);
    return count;
  }

  private long missing(long id) {
    return LocationFrames.span(locationFrames.missing(id), 1);
  }

  private long longVarint(byte[] data, int position) {
    wire.data = data;
    wire.position = position;
    return wire.varint();
  }

  private void checkEnd(int position, int end) {
    if (position > end) {
      wire.position = end;
      throw wire.damaged("a sample's location ids end within a number");
    }
  }
}
