package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;

/** Forms of attribute values (7.5.6), with GNU's and LLVM's. */
final class Form {
  static final int ADDR = 0x01;
  static final int BLOCK2 = 0x03;
  static final int BLOCK4 = 0x04;
  static final int DATA2 = 0x05;
  static final int DATA4 = 0x06;
  static final int DATA8 = 0x07;
  static final int STRING = 0x08;
  static final int BLOCK = 0x09;
  static final int BLOCK1 = 0x0a;
  static final int DATA1 = 0x0b;
  static final int FLAG = 0x0c;
  static final int SDATA = 0x0d;
  static final int STRP = 0x0e;
  static final int UDATA = 0x0f;
  static final int REF_ADDR = 0x10;
  static final int REF1 = 0x11;
  static final int REF2 = 0x12;
  static final int REF4 = 0x13;
  static final int REF8 = 0x14;
  static final int REF_UDATA = 0x15;
  static final int INDIRECT = 0x16;
  static final int SEC_OFFSET = 0x17;
  static final int EXPRLOC = 0x18;
  static final int FLAG_PRESENT = 0x19;
  static final int STRX = 0x1a;
  static final int ADDRX = 0x1b;
  static final int REF_SUP4 = 0x1c;
  static final int STRP_SUP = 0x1d;
  static final int DATA16 = 0x1e;
  static final int LINE_STRP = 0x1f;
  static final int REF_SIG8 = 0x20;
  static final int IMPLICIT_CONST = 0x21;
  static final int LOCLISTX = 0x22;
  static final int RNGLISTX = 0x23;
  static final int REF_SUP8 = 0x24;
  static final int STRX1 = 0x25;
  static final int STRX2 = 0x26;
  static final int STRX3 = 0x27;
  static final int STRX4 = 0x28;
  static final int ADDRX1 = 0x29;
  static final int ADDRX2 = 0x2a;
  static final int ADDRX3 = 0x2b;
  static final int ADDRX4 = 0x2c;
  static final int GNU_ADDR_INDEX = 0x1f01;
  static final int GNU_STR_INDEX = 0x1f02;
  static final int GNU_REF_ALT = 0x1f20;
  static final int GNU_STRP_ALT = 0x1f21;
  static final int LLVM_ADDRX_OFFSET = 0x2001;

  /** The size is not fixed. */
  static final int VARIABLE = -1;

  private Form() {}

  /** How many bytes a value takes, or {@link #VARIABLE}. */
  static int size(int form, Encoding encoding) throws MalformedFileException {
    return switch (form) {
      case FLAG_PRESENT, IMPLICIT_CONST -> 0;
      case DATA1, FLAG, REF1, STRX1, ADDRX1 -> 1;
      case DATA2, REF2, STRX2, ADDRX2 -> 2;
      case STRX3, ADDRX3 -> 3;
      case DATA4, REF4, REF_SUP4, STRX4, ADDRX4 -> 4;
      case DATA8, REF8, REF_SIG8, REF_SUP8 -> 8;
      case DATA16 -> 16;
      case ADDR -> encoding.addressSize();
      case REF_ADDR -> encoding.referenceSize();
      case STRP, SEC_OFFSET, STRP_SUP, LINE_STRP, GNU_REF_ALT, GNU_STRP_ALT ->
          encoding.offsetSize();
      default -> {
        checkKnown(form);
        yield VARIABLE;
      }
    };
  }

  private static void checkKnown(int form) throws MalformedFileException {
    switch (form) {
      case BLOCK, BLOCK1, BLOCK2, BLOCK4, EXPRLOC, STRING, SDATA, UDATA, REF_UDATA -> {}
      case INDIRECT, STRX, ADDRX, LOCLISTX, RNGLISTX -> {}
      case GNU_ADDR_INDEX, GNU_STR_INDEX, LLVM_ADDRX_OFFSET -> {}
      default ->
          throw new MalformedFileException("the form 0x%x of a value is unknown".formatted(form));
    }
  }

  /**
   * Reads a value: a number as it stands; of a text in place its offset in the section, of a block
   * and of 16 bytes 0.
   */
  static long read(Cursor from, int form, Encoding encoding) throws MalformedFileException {
    int size = size(form, encoding);
    if (size == VARIABLE) {
      return readVariable(from, form);
    }
    return switch (size) {
      case 0 -> 1;
      case 3 -> from.u24();
      case 16 -> {
        from.skip(16);
        yield 0;
      }
      default -> from.unsigned(size);
    };
  }

  private static long readVariable(Cursor from, int form) throws MalformedFileException {
    switch (form) {
      case SDATA:
        return from.sleb();
      case STRING:
        int start = from.position;
        from.skipText();
        return start;
      case BLOCK1:
        from.skip(from.u8());
        return 0;
      case BLOCK2:
        from.skip(from.u16());
        return 0;
      case BLOCK4:
        from.skip(from.u32());
        return 0;
      case BLOCK, EXPRLOC:
        from.skip(from.uleb());
        return 0;
      case LLVM_ADDRX_OFFSET:
        long index = from.uleb();
        return index << Integer.SIZE | from.u32();
      case INDIRECT:
        throw new MalformedFileException("an indirect form leads to another indirect form");
      default:
        return from.uleb();
    }
  }

  static boolean isUnsignedLeb(int form) {
    return switch (form) {
      case UDATA, REF_UDATA, STRX, ADDRX, LOCLISTX, RNGLISTX, GNU_ADDR_INDEX, GNU_STR_INDEX -> true;
      default -> false;
    };
  }

  static boolean isAddress(int form) {
    return form == ADDR || isAddressIndex(form) || form == LLVM_ADDRX_OFFSET;
  }

  /** Whether the value is an index into the table of addresses. */
  static boolean isAddressIndex(int form) {
    return form == ADDRX || form >= ADDRX1 && form <= ADDRX4 || form == GNU_ADDR_INDEX;
  }

  /** Whether the value is an index into the table of offsets of texts. */
  static boolean isTextIndex(int form) {
    return form == STRX || form >= STRX1 && form <= STRX4 || form == GNU_STR_INDEX;
  }
}
