package io.flamelake.ingest.otlp;

import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.profile.SaturatedMath;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.wire.Wire;

/** One {@code Sample}: what it refers to, and the one value that its observations make. */
final class SampleMessage {

  private static final int STACK_INDEX = Wire.tag(1, Wire.VARINT);
  private static final int ATTRIBUTE_INDICES = Wire.tag(2, Wire.VARINT);
  private static final int ATTRIBUTE_INDICES_PACKED = Wire.tag(2, Wire.BYTES);
  private static final int LINK_INDEX = Wire.tag(3, Wire.VARINT);
  private static final int VALUES = Wire.tag(4, Wire.VARINT);
  private static final int VALUES_PACKED = Wire.tag(4, Wire.BYTES);
  private static final int TIMESTAMPS = Wire.tag(5, Wire.FIXED64);
  private static final int TIMESTAMPS_PACKED = Wire.tag(5, Wire.BYTES);

  private final Problems problems;
  private long sum;
  private long values;
  private long timestamps;
  private boolean saturated;
  int stack;
  int link;
  final Indexes attributes = new Indexes();

  SampleMessage(Problems problems) {
    this.problems = problems;
  }

  void read(Wire wire, int start, int end) {
    stack = 0;
    link = 0;
    attributes.reset();
    sum = 0;
    values = 0;
    timestamps = 0;
    saturated = false;
    wire.position = start;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == STACK_INDEX) {
        stack = (int) wire.varint();
      } else if (tag == ATTRIBUTE_INDICES_PACKED) {
        attributes.readPacked(wire, wire.readEnd(end));
      } else if (tag == LINK_INDEX) {
        link = (int) wire.varint();
      } else {
        readObservations(wire, tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void readObservations(Wire wire, int tag, int end) {
    if (tag == VALUES_PACKED) {
      int stop = wire.readEnd(end);
      while (wire.position < stop) {
        addValue(wire.varint());
      }
      wire.checkNotPast(stop);
    } else if (tag == TIMESTAMPS_PACKED) {
      int stop = wire.readEnd(end);
      int bytes = stop - wire.position;
      if (bytes % Long.BYTES != 0) {
        throw wire.damaged("timestamps that end within a number start");
      }
      timestamps += bytes / Long.BYTES;
      wire.position = stop;
    } else if (tag == VALUES) {
      addValue(wire.varint());
    } else if (tag == TIMESTAMPS) {
      wire.fixed64(end);
      timestamps++;
    } else if (tag == ATTRIBUTE_INDICES) {
      attributes.add((int) wire.varint());
    } else {
      wire.skip(tag, end);
    }
  }

  private void addValue(long value) {
    values++;
    long next = sum + value;
    if (SaturatedMath.overflows(sum, value, next)) {
      next = SaturatedMath.add(sum, value);
      saturated = true;
    }
    sum = next;
  }

  /**
   * The sum of the values, or of the timestamps when there are no values.
   *
   * @param weight what one timestamp stands for
   */
  long value(long weight) {
    if (values == 0 && timestamps > 0) {
      return times(weight);
    }
    if (values == 0 || timestamps > 0 && values != timestamps) {
      tellCounts();
    }
    noteSaturated();
    return sum;
  }

  private long times(long weight) {
    long product = timestamps * weight;
    if (Math.multiplyHigh(timestamps, weight) != product >> 63) {
      saturated = true;
      product = weight < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    noteSaturated();
    return product;
  }

  private void noteSaturated() {
    if (saturated) {
      problems.repaired(Repair.VALUE_SATURATED, 1);
    }
  }

  private void tellCounts() {
    if (values < timestamps || values == 0) {
      problems.repaired(Repair.MISSING_VALUES, 1);
    }
    if (problems.isFirst(Reason.WRONG_NUMBER_OF_VALUES)) {
      problems.part(
          Reason.WRONG_NUMBER_OF_VALUES,
          "a sample has "
              + values
              + " values and "
              + timestamps
              + " timestamps; "
              + (values == 0 ? "it counts as 0" : "the sum of its values was taken"));
    } else {
      problems.part(Reason.WRONG_NUMBER_OF_VALUES);
    }
  }

  long heldBytes() {
    return attributes.heldBytes();
  }
}
