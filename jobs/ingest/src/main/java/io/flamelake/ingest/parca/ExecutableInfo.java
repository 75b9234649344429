package io.flamelake.ingest.parca;

import io.flamelake.ingest.pprof.AddressRule;
import io.flamelake.ingest.wire.Wire;

/** What a {@code WriteRawRequest} tells of the ELF file of one mapping. */
final class ExecutableInfo {

  private static final int ELF_TYPE = Wire.tag(1, Wire.VARINT);
  private static final int LOAD_SEGMENT = Wire.tag(2, Wire.BYTES);
  private static final int OFFSET = Wire.tag(1, Wire.VARINT);
  private static final int VADDR = Wire.tag(2, Wire.VARINT);

  /** The types of the ELF header of files that are loaded by their segments. */
  private static final long ET_EXEC = 2;

  private static final long ET_DYN = 3;

  private final Wire wire;
  private long shift;

  ExecutableInfo(Wire wire) {
    this.wire = wire;
  }

  /**
   * Reads the message up to {@code end}: what to add to an offset in the file, or {@link
   * AddressRule#NO_SEGMENT}.
   */
  long readShift(int end) {
    long type = 0;
    shift = AddressRule.NO_SEGMENT;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == ELF_TYPE) {
        type = wire.varint();
      } else if (tag == LOAD_SEGMENT) {
        readSegment(wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    return type == ET_EXEC || type == ET_DYN ? shift : AddressRule.NO_SEGMENT;
  }

  private void readSegment(int end) {
    long offset = 0;
    long vaddr = 0;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == OFFSET) {
        offset = wire.varint();
      } else if (tag == VADDR) {
        vaddr = wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    shift = vaddr - offset;
  }
}
