package io.flamelake.symbolize.symtab;

import java.nio.ByteBuffer;

/** Knows the stubs of a machine by their instructions. */
enum Stubs {
  X86_64(8) {
    @Override
    Stub decode(ByteBuffer code, int at, long address) {
      boolean marked = at + MAX <= code.limit() && code.getInt(at) == ENDBR64;
      int jump = marked ? at + Integer.BYTES : at;
      if (marked && code.get(jump) == PUSH) {
        return new Stub(MAX, code.getInt(jump + 1), 0);
      }
      jump += jump < code.limit() && code.get(jump) == BND ? 1 : 0;
      if (jump + JUMP_LENGTH > code.limit() || code.getShort(jump) != JUMP) {
        return null;
      }
      int length = isJump(code, at + SHORT) ? SHORT : MAX;
      long next = address + (jump - at) + JUMP_LENGTH;
      return new Stub(length, Stub.NO_RELOCATION, next + code.getInt(jump + Short.BYTES));
    }

    private boolean isJump(ByteBuffer code, int at) {
      return at + JUMP_LENGTH <= code.limit() && code.getShort(at) == JUMP;
    }
  },

  AARCH64(4) {
    @Override
    Stub decode(ByteBuffer code, int at, long address) {
      boolean marked = at + Integer.BYTES <= code.limit() && code.getInt(at) == BTI_C;
      int page = marked ? at + Integer.BYTES : at;
      if (page + MAX > code.limit()
          || (code.getInt(page) & 0x9F00001F) != ADRP_X16
          || (code.getInt(page + Integer.BYTES) & 0xFFC003FF) != LDR_X17_X16) {
        return null;
      }
      long adrp = code.getInt(page);
      long pages = ((adrp >> 5 & 0x7FFFF) << 2 | adrp >> 29 & 3) << (Long.SIZE - 21);
      long base = (address + (page - at) & -PAGE) + (pages >> (Long.SIZE - 21)) * PAGE;
      long offset = (code.getInt(page + Integer.BYTES) >> 10 & 0xFFF) * (long) Long.BYTES;
      return new Stub(page - at + MAX, Stub.NO_RELOCATION, base + offset);
    }
  };

  private static final int MAX = 16;
  private static final int SHORT = 8;
  private static final int ENDBR64 = 0xFA1E0FF3;
  private static final byte PUSH = 0x68;
  private static final byte BND = (byte) 0xF2;

  /** {@code jmp *displacement(%rip)}, which has six bytes. */
  private static final short JUMP = 0x25FF;

  private static final int JUMP_LENGTH = 6;

  private static final int BTI_C = 0xD503245F;
  private static final int ADRP_X16 = 0x90000010;
  private static final int LDR_X17_X16 = 0xF9400211;
  private static final long PAGE = 4096;

  private final int step;

  Stubs(int step) {
    this.step = step;
  }

  /**
   * A stub.
   *
   * @param length its bytes
   * @param relocation the relocation that tells its symbol, or {@link #NO_RELOCATION}
   * @param slot where stands the address to which it jumps, if it tells no relocation
   */
  record Stub(int length, int relocation, long slot) {
    static final int NO_RELOCATION = -1;
  }

  /** Those of a machine, {@code e_machine}; null if they are not known. */
  static Stubs of(int machine) {
    return switch (machine) {
      case 62 -> X86_64;
      case 183 -> AARCH64;
      default -> null;
    };
  }

  /** What the address of a stub is a multiple of. */
  int step() {
    return step;
  }

  /**
   * The stub at a place, or null.
   *
   * @param code the section's bytes, in little-endian order
   * @param address the address of the place
   */
  abstract Stub decode(ByteBuffer code, int at, long address);
}
