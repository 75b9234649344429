package io.flamelake.ingest.pprof;

import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/** The table {@code mapping} of a profile, in columns. Strings are as in the message: indexes. */
final class Mappings {

  private static final int ID = Wire.tag(1, Wire.VARINT);
  private static final int MEMORY_START = Wire.tag(2, Wire.VARINT);
  private static final int MEMORY_LIMIT = Wire.tag(3, Wire.VARINT);
  private static final int FILE_OFFSET = Wire.tag(4, Wire.VARINT);
  private static final int FILENAME = Wire.tag(5, Wire.VARINT);
  private static final int BUILD_ID = Wire.tag(6, Wire.VARINT);

  final IdTable ids = new IdTable();
  long[] memoryStart = new long[16];
  long[] memoryLimit = new long[16];
  long[] fileOffset = new long[16];
  long[] filename = new long[16];
  long[] buildId = new long[16];

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
      } else if (tag == MEMORY_START) {
        memoryStart[row] = wire.varint();
      } else if (tag == MEMORY_LIMIT) {
        memoryLimit[row] = wire.varint();
      } else if (tag == FILE_OFFSET) {
        fileOffset[row] = wire.varint();
      } else if (tag == FILENAME) {
        filename[row] = wire.varint();
      } else if (tag == BUILD_ID) {
        buildId[row] = wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    ids.add(id);
  }

  private void makeRoom(int row) {
    if (row == memoryStart.length) {
      memoryStart = Arrays.copyOf(memoryStart, row * 2);
      memoryLimit = Arrays.copyOf(memoryLimit, row * 2);
      fileOffset = Arrays.copyOf(fileOffset, row * 2);
      filename = Arrays.copyOf(filename, row * 2);
      buildId = Arrays.copyOf(buildId, row * 2);
    }
    memoryStart[row] = 0;
    memoryLimit[row] = 0;
    fileOffset[row] = 0;
    filename[row] = 0;
    buildId[row] = 0;
  }

  /** Whether an address lies in the memory that a mapping tells. */
  boolean holds(int row, long address) {
    return Long.compareUnsigned(address, memoryStart[row]) >= 0
        && (memoryLimit[row] == 0 || Long.compareUnsigned(address, memoryLimit[row]) < 0);
  }

  /** Whether a mapping is one of all memory, made up by a producer that had no real one. */
  boolean isEverything(int row) {
    return memoryStart[row] == 0
        && fileOffset[row] == 0
        && (memoryLimit[row] == 0 || memoryLimit[row] == -1);
  }

  long heldBytes() {
    return ids.heldBytes() + 40L * memoryStart.length;
  }
}
