package io.flamelake.ingest.otlp;

import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/** One {@code Location} with its lines. */
final class LocationMessage {

  private static final int MAPPING_INDEX = Wire.tag(1, Wire.VARINT);
  private static final int ADDRESS = Wire.tag(2, Wire.VARINT);
  private static final int LINES = Wire.tag(3, Wire.BYTES);
  private static final int ATTRIBUTE_INDICES = Wire.tag(4, Wire.VARINT);
  private static final int ATTRIBUTE_INDICES_PACKED = Wire.tag(4, Wire.BYTES);

  private static final int FUNCTION_INDEX = Wire.tag(1, Wire.VARINT);
  private static final int LINE = Wire.tag(2, Wire.VARINT);
  private static final int COLUMN = Wire.tag(3, Wire.VARINT);

  int mapping;
  long address;
  final Indexes attributes = new Indexes();

  int lines;
  int[] function = new int[16];
  long[] line = new long[16];
  long[] column = new long[16];

  void read(Wire wire, int end) {
    mapping = 0;
    address = 0;
    attributes.reset();
    lines = 0;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == LINES) {
        readLine(wire, wire.readEnd(end));
      } else if (tag == MAPPING_INDEX) {
        mapping = (int) wire.varint();
      } else if (tag == ADDRESS) {
        address = wire.varint();
      } else if (tag == ATTRIBUTE_INDICES_PACKED) {
        attributes.readPacked(wire, wire.readEnd(end));
      } else if (tag == ATTRIBUTE_INDICES) {
        attributes.add((int) wire.varint());
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void readLine(Wire wire, int end) {
    int row = lines++;
    if (row == line.length) {
      function = Arrays.copyOf(function, row * 2);
      line = Arrays.copyOf(line, row * 2);
      column = Arrays.copyOf(column, row * 2);
    }
    function[row] = 0;
    line[row] = 0;
    column[row] = 0;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == FUNCTION_INDEX) {
        function[row] = (int) wire.varint();
      } else if (tag == LINE) {
        line[row] = wire.varint();
      } else if (tag == COLUMN) {
        column[row] = wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  long heldBytes() {
    return attributes.heldBytes() + 20L * line.length;
  }
}
