package io.flamelake.symbolize.dwarf;

/** The values of one entry's attributes by slot, as they stand in the file. */
final class Values {
  private final int[] forms = new int[Attribute.COUNT];
  private final long[] values = new long[Attribute.COUNT];
  private int present;

  void clear() {
    present = 0;
  }

  void set(int slot, int form, long value) {
    present |= 1 << slot;
    forms[slot] = form;
    values[slot] = value;
  }

  boolean has(int slot) {
    return (present & 1 << slot) != 0;
  }

  boolean hasAddresses() {
    return (present & (1 << Attribute.LOW_PC | 1 << Attribute.RANGES)) != 0;
  }

  int form(int slot) {
    return forms[slot];
  }

  /** The number; 0 if the attribute is absent. */
  long value(int slot) {
    return has(slot) ? values[slot] : 0;
  }

  /** The number as a line, column or index; 0 if it is absent or none. */
  int count(int slot) {
    long value = value(slot);
    return value < 0 || value > Integer.MAX_VALUE ? 0 : (int) value;
  }
}
