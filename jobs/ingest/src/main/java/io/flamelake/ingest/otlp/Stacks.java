package io.flamelake.ingest.otlp;

import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.FrameSpan;
import io.flamelake.ingest.stacks.StackIds;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/**
 * The table {@code stack_table}: ids of stacks, worked out when a sample first refers to one, and
 * their frames, leaf first, no deeper than the limit.
 */
final class Stacks {

  private static final int LOCATION_INDICES = Wire.tag(1, Wire.VARINT);
  private static final int LOCATION_INDICES_PACKED = Wire.tag(1, Wire.BYTES);

  /** Far more unknown fields than a later version of the format may bring. */
  private static final int MAX_SKIPPED = 1000;

  private static final byte UNKNOWN = 0;
  private static final byte WHOLE = 1;
  private static final byte CUT = 2;
  private static final byte BAD = 3;

  private final Wire wire;
  private final Dictionary dictionary;
  private final LocationFrames locationFrames;
  private final StackIds stackIds;
  private byte[] states = new byte[256];
  private long[] ids = new long[256];
  private long[] fingerprints = new long[256];
  private boolean isNew;
  private boolean cut;
  private boolean bad;

  /** The rows of the frames walked last. */
  final int[] rows;

  Stacks(
      Wire wire,
      Dictionary dictionary,
      LocationFrames locationFrames,
      StackIds stackIds,
      int depth) {
    this.wire = wire;
    this.dictionary = dictionary;
    this.locationFrames = locationFrames;
    this.stackIds = stackIds;
    rows = new int[depth];
  }

  /** Starts with the stacks that the dictionary holds now. */
  void reset() {
    // One more than there are: what stands for those that are not there.
    int count = dictionary.stacks.count() + 1;
    if (states.length < count) {
      int size = Math.max(count, states.length * 2);
      states = new byte[size];
      ids = new long[size];
      fingerprints = new long[size];
    }
    Arrays.fill(states, 0, count, UNKNOWN);
  }

  /**
   * Finds the stack of an index, telling what is wrong with it to the profile that has it.
   *
   * @return the row of the stack
   */
  int find(int index, Problems problems) {
    int row = dictionary.stacks.has(index) ? index : dictionary.stacks.count();
    if (states[row] == UNKNOWN) {
      hash(row);
    }
    if (states[row] == BAD) {
      tellBad(index, problems);
    } else if (states[row] == CUT) {
      problems.repaired(Repair.STACK_TRUNCATED, 1);
    }
    return row;
  }

  long id(int row) {
    return ids[row];
  }

  long fingerprint(int row) {
    return fingerprints[row];
  }

  /** Finds the rows of the frames of a stack and returns their number. */
  int walk(int row) {
    cut = false;
    bad = row == dictionary.stacks.count();
    int count = 0;
    if (!bad) {
      try {
        count = read(dictionary.stacks.start(row), dictionary.stacks.end(row));
      } catch (BadRecord e) {
        if (e.reason() != Reason.MALFORMED_OTLP) {
          throw e;
        }
        bad = true;
      }
    }
    if (bad) {
      rows[0] = locationFrames.frames.invalid();
      return 1;
    }
    return count;
  }

  private void hash(int row) {
    isNew = true;
    int count;
    try {
      count = walk(row);
    } finally {
      isNew = false;
    }
    byte[] buffer = stackIds.buffer();
    long[] frameIds = locationFrames.frames.ids();
    long sum = 0;
    for (int i = 0; i < count; i++) {
      long frameId = frameIds[rows[i]];
      StackIds.put(buffer, i, frameId);
      sum += frameId;
    }
    stackIds.finish(count, sum);
    ids[row] = stackIds.id();
    fingerprints[row] = stackIds.fingerprint();
    states[row] = bad ? BAD : cut ? CUT : WHOLE;
  }

  private int read(int start, int end) {
    int count = 0;
    int skipped = 0;
    int position = start;
    while (position < end && !cut) {
      wire.position = position;
      int tag = wire.readTag();
      if (tag == LOCATION_INDICES_PACKED) {
        int stop = wire.readEnd(end);
        count = readPacked(stop, count);
        position = stop;
      } else if (tag == LOCATION_INDICES) {
        int location = (int) wire.varint();
        position = wire.position;
        count = add(location, count);
      } else {
        // A stack is read for every service that has it, so what is of no use must be little.
        if ((tag & 7) == Wire.START_GROUP || ++skipped > MAX_SKIPPED) {
          throw wire.damaged("a stack with too much that is unknown stands");
        }
        wire.skip(tag, end);
        position = wire.position;
      }
    }
    if (position > end) {
      wire.position = position;
      wire.checkNotPast(end);
    }
    return count;
  }

  private int readPacked(int stop, int before) {
    int count = before;
    int position = wire.position;
    while (position < stop && !cut) {
      wire.position = position;
      int location = (int) wire.varint();
      position = wire.position;
      if (position > stop) {
        wire.checkNotPast(stop);
      }
      count = add(location, count);
    }
    return count;
  }

  /** Adds all frames of a location, unless the limit cuts the stack. */
  private int add(int location, int before) {
    int count = before;
    if (isNew && !locationFrames.has(location)) {
      locationFrames.tellMissing(location);
    }
    long span = locationFrames.span(location);
    for (int row = FrameSpan.first(span); row <= FrameSpan.last(span); row++) {
      if (count == rows.length) {
        cut = true;
        rows[count - 1] = locationFrames.frames.truncated();
        return count;
      }
      rows[count++] = row;
    }
    return count;
  }

  private static void tellBad(int index, Problems problems) {
    problems.repaired(Repair.INVALID_FRAME, 1);
    if (problems.isFirst(Reason.INVALID_REFERENCE)) {
      problems.part(
          Reason.INVALID_REFERENCE,
          "a sample refers to stack "
              + index
              + ", which is missing or damaged; its only frame became [invalid]");
    } else {
      problems.part(Reason.INVALID_REFERENCE);
    }
  }

  long heldBytes() {
    return 17L * states.length + 4L * rows.length;
  }
}
