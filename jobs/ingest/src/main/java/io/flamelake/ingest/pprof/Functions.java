package io.flamelake.ingest.pprof;

import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/** The table {@code function} of a profile, in columns. Strings are as in the message: indexes. */
final class Functions {

  private static final int ID = Wire.tag(1, Wire.VARINT);
  private static final int NAME = Wire.tag(2, Wire.VARINT);
  private static final int SYSTEM_NAME = Wire.tag(3, Wire.VARINT);
  private static final int FILENAME = Wire.tag(4, Wire.VARINT);
  private static final int START_LINE = Wire.tag(5, Wire.VARINT);

  final IdTable ids = new IdTable();
  long[] name = new long[256];
  long[] systemName = new long[256];
  long[] filename = new long[256];
  long[] startLine = new long[256];

  void reset() {
    ids.reset();
  }

  void read(Wire wire, int end) {
    long id = 0;
    int row = ids.count();
    makeRoom(row);
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == ID) {
        id = wire.varint();
      } else if (tag == NAME) {
        name[row] = wire.varint();
      } else if (tag == SYSTEM_NAME) {
        systemName[row] = wire.varint();
      } else if (tag == FILENAME) {
        filename[row] = wire.varint();
      } else if (tag == START_LINE) {
        startLine[row] = wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    ids.add(id);
  }

  private void makeRoom(int row) {
    if (row == name.length) {
      name = Arrays.copyOf(name, row * 2);
      systemName = Arrays.copyOf(systemName, row * 2);
      filename = Arrays.copyOf(filename, row * 2);
      startLine = Arrays.copyOf(startLine, row * 2);
    }
    name[row] = 0;
    systemName[row] = 0;
    filename[row] = 0;
    startLine[row] = 0;
  }

  long heldBytes() {
    return ids.heldBytes() + 32L * name.length;
  }
}
