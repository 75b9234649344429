package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import java.nio.ByteBuffer;

/** Resolves addresses of attributes, some of which stand in {@code .debug_addr} (7.27). */
final class Addresses {
  private Addresses() {}

  /** The address of a value of an address form. */
  static long address(Unit unit, int form, long value) throws MalformedFileException {
    if (form == Form.LLVM_ADDRX_OFFSET) {
      return indexed(unit, value >>> Integer.SIZE) + (value & 0xffffffffL);
    }
    return Form.isAddressIndex(form) ? indexed(unit, value) : value;
  }

  /** The address at an index of the unit's table. */
  static long indexed(Unit unit, long index) throws MalformedFileException {
    Unit owner = unit.skeleton == null ? unit : unit.skeleton;
    int size = unit.encoding.addressSize();
    ByteBuffer table = unit.sections.addr;
    long offset = owner.addrBase + index * size;
    if (index < 0 || index > Integer.MAX_VALUE || offset < 0 || offset > table.limit() - size) {
      throw new MalformedFileException(
          "the index %s leads outside the table of addresses"
              .formatted(Long.toUnsignedString(index)));
    }
    return size == 8 ? table.getLong((int) offset) : table.getInt((int) offset) & 0xffffffffL;
  }
}
