package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;

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
    long offset = owner.addrBase + index * size;
    if (index < 0 || index > Integer.MAX_VALUE) {
      throw new MalformedFileException("an index of an address is too large");
    }
    return new Cursor(unit.sections.addr).at(offset).unsigned(size);
  }
}
