package io.flamelake.ingest.pprof;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/**
 * Reads single samples. Whatever way a producer writes its location ids (packed, in several pieces,
 * one by one), they come out as one run of varints.
 */
final class SampleReader {

  private static final int LOCATION_ID_PACKED = Wire.tag(1, Wire.BYTES);
  private static final int LOCATION_ID = Wire.tag(1, Wire.VARINT);
  private static final int VALUE_PACKED = Wire.tag(2, Wire.BYTES);
  private static final int VALUE = Wire.tag(2, Wire.VARINT);
  private static final int LABEL = Wire.tag(3, Wire.BYTES);

  private final Problems problems;
  private Wire wire;
  private int types;
  private int valueCount;

  /** One value for each sample type. */
  final long[] values = new long[Message.MAX_TYPES];

  /** The array that holds the location ids, from {@code idsStart} up to {@code idsEnd}. */
  byte[] ids;

  int idsStart;
  int idsEnd;
  private byte[] gathered = new byte[1024];

  /** Start and end of each label, in turn. */
  int[] labels = new int[32];

  int labelEnds;

  SampleReader(Problems problems) {
    this.problems = problems;
  }

  /** Starts with a profile of so many sample types. */
  void reset(Wire wire, int types) {
    this.wire = wire;
    this.types = types;
  }

  /** Reads the sample at these bytes; whether it has a value other than zero. */
  boolean read(int start, int end) {
    valueCount = 0;
    labelEnds = 0;
    ids = wire.data;
    idsStart = 0;
    idsEnd = 0;
    wire.position = start;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == LOCATION_ID_PACKED) {
        int stop = wire.readEnd(end);
        addIds(wire.position, stop);
        wire.position = stop;
      } else if (tag == VALUE_PACKED) {
        readValues(wire.readEnd(end));
      } else if (tag == VALUE) {
        addValue(wire.varint());
      } else if (tag == LABEL) {
        addLabel(wire.readEnd(end));
      } else if (tag == LOCATION_ID) {
        int from = wire.position;
        wire.varint();
        wire.checkNotPast(end);
        addIds(from, wire.position);
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    return checkValues(start);
  }

  private void addIds(int start, int stop) {
    if (stop > start && wire.data[stop - 1] < 0) {
      throw wire.damaged("a sample's location ids end within a number");
    }
    if (idsStart == idsEnd) {
      ids = wire.data;
      idsStart = start;
      idsEnd = stop;
      return;
    }
    int had = idsEnd - idsStart;
    int size = had + stop - start;
    byte[] from = ids;
    if (gathered.length < size + Uncompressor.PADDING) {
      gathered = Arrays.copyOf(gathered, 2 * size + Uncompressor.PADDING);
    }
    if (from == wire.data) {
      System.arraycopy(from, idsStart, gathered, 0, had);
    }
    System.arraycopy(wire.data, start, gathered, had, stop - start);
    ids = gathered;
    idsStart = 0;
    idsEnd = size;
  }

  private void readValues(int end) {
    while (wire.position < end) {
      addValue(wire.varint());
    }
    wire.checkNotPast(end);
  }

  private void addValue(long value) {
    if (valueCount < types) {
      values[valueCount] = value;
    }
    valueCount++;
  }

  private void addLabel(int end) {
    if (labelEnds == labels.length) {
      labels = Arrays.copyOf(labels, labelEnds * 2);
    }
    labels[labelEnds++] = wire.position;
    labels[labelEnds++] = end;
    wire.position = end;
  }

  private boolean checkValues(int start) {
    if (valueCount != types) {
      mendValues(start);
    }
    long any = 0;
    for (int t = 0; t < types; t++) {
      any |= values[t];
    }
    return any != 0;
  }

  private void mendValues(int start) {
    for (int t = valueCount; t < types; t++) {
      values[t] = 0;
    }
    problems.repaired(valueCount < types ? Repair.MISSING_VALUES : Repair.SURPLUS_VALUES, 1);
    if (problems.isFirst(Reason.WRONG_NUMBER_OF_VALUES)) {
      problems.part(
          Reason.WRONG_NUMBER_OF_VALUES,
          "the sample at byte "
              + start
              + " of the uncompressed data has "
              + valueCount
              + " values, the profile has "
              + types
              + " sample types; "
              + (valueCount < types ? "missing values count as 0" : "surplus values were dropped"));
    } else {
      problems.part(Reason.WRONG_NUMBER_OF_VALUES);
    }
  }

  long heldBytes() {
    return gathered.length + 4L * labels.length;
  }
}
