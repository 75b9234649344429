package io.flamelake.symbolize.dwarf;

/**
 * What the sizes of values depend on in a unit or line table.
 *
 * @param version the version of its header, 2 to 5
 * @param wide whether it is of the 64-bit format, so that offsets have 8 bytes and not 4 (7.4)
 * @param addressSize the size of addresses in bytes
 */
record Encoding(int version, boolean wide, int addressSize) {
  int offsetSize() {
    return wide ? 8 : 4;
  }

  /** Before version 3 a reference had the size of an address (7.5.5). */
  int referenceSize() {
    return version < 3 ? addressSize : offsetSize();
  }
}
