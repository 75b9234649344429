package io.flamelake.ingest.pprof;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/** The table {@code location} of a profile, in columns, with the lines of all of them. */
final class Locations {

  private static final int ID = Wire.tag(1, Wire.VARINT);
  private static final int MAPPING_ID = Wire.tag(2, Wire.VARINT);
  private static final int ADDRESS = Wire.tag(3, Wire.VARINT);
  private static final int LINE = Wire.tag(4, Wire.BYTES);

  private static final int LINE_FUNCTION_ID = Wire.tag(1, Wire.VARINT);
  private static final int LINE_LINE = Wire.tag(2, Wire.VARINT);
  private static final int LINE_COLUMN = Wire.tag(3, Wire.VARINT);

  private final int maxLines;
  final IdTable ids = new IdTable();
  long[] mappingId = new long[256];
  long[] address = new long[256];

  /** The lines of row r are those from {@code firstLine[r]} up to {@code firstLine[r + 1]}. */
  int[] firstLine = new int[257];

  int lines;
  long[] functionId = new long[256];
  long[] line = new long[256];
  long[] column = new long[256];

  /**
   * @param maxLines of all locations
   */
  Locations(int maxLines) {
    this.maxLines = maxLines;
  }

  void reset() {
    ids.reset();
    lines = 0;
  }

  void read(Wire wire, int end) {
    long id = 0;
    int row = ids.count();
    makeRoom(row);
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == ID) {
        id = wire.varint();
      } else if (tag == LINE) {
        readLine(wire, wire.readEnd(end));
      } else if (tag == ADDRESS) {
        address[row] = wire.varint();
      } else if (tag == MAPPING_ID) {
        mappingId[row] = wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    firstLine[row + 1] = lines;
    ids.add(id);
  }

  private void readLine(Wire wire, int end) {
    int row = lines++;
    makeLineRoom(row);
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == LINE_FUNCTION_ID) {
        functionId[row] = wire.varint();
      } else if (tag == LINE_LINE) {
        line[row] = wire.varint();
      } else if (tag == LINE_COLUMN) {
        column[row] = wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void makeRoom(int row) {
    if (row == address.length) {
      mappingId = Arrays.copyOf(mappingId, row * 2);
      address = Arrays.copyOf(address, row * 2);
      firstLine = Arrays.copyOf(firstLine, row * 2 + 1);
    }
    mappingId[row] = 0;
    address[row] = 0;
    firstLine[row] = lines;
  }

  private void makeLineRoom(int row) {
    if (row == maxLines) {
      throw new BadRecord(
          Reason.TABLES_LIMIT, "the profile's locations have more than " + maxLines + " lines");
    }
    if (row == line.length) {
      functionId = Arrays.copyOf(functionId, row * 2);
      line = Arrays.copyOf(line, row * 2);
      column = Arrays.copyOf(column, row * 2);
    }
    functionId[row] = 0;
    line[row] = 0;
    column[row] = 0;
  }

  long heldBytes() {
    return ids.heldBytes() + 20L * address.length + 24L * line.length;
  }
}
