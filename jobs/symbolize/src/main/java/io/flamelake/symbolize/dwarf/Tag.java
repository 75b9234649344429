package io.flamelake.symbolize.dwarf;

/** What entries are to the reader, by their tags (7.5.3). */
enum Tag {
  /** Nothing by itself, though functions may stand under it. */
  OTHER,
  /** Something under which no function stands. */
  CLOSED,
  /** A namespace or type, whose name goes before the names of the functions in it. */
  SCOPE,
  /** A function. */
  SUBPROGRAM,
  /** A call that was inlined. */
  INLINED,
  /** A unit. */
  UNIT,
  /** What dwz moved out of several units. */
  PARTIAL_UNIT;

  static Tag of(int tag) {
    return switch (tag) {
      case 0x2e -> SUBPROGRAM;
      case 0x1d -> INLINED;
      case 0x39, 0x02, 0x13, 0x17, 0x38, 0x1e -> SCOPE;
      case 0x11, 0x41, 0x4a -> UNIT;
      case 0x3c -> PARTIAL_UNIT;
      // Types of arrays and functions.
      case 0x01, 0x15 -> CLOSED;
      default -> OTHER;
    };
  }
}
