package io.flamelake.symbolize.dwarf;

/** Attributes (7.5.4) that are read, and the slots in which their values are kept. */
final class Attribute {
  static final int SIBLING = 0;
  static final int LOW_PC = 1;
  static final int HIGH_PC = 2;
  static final int RANGES = 3;
  static final int ABSTRACT_ORIGIN = 4;
  static final int CALL_FILE = 5;
  static final int CALL_LINE = 6;
  static final int CALL_COLUMN = 7;
  static final int SPECIFICATION = 8;
  static final int NAME = 9;
  static final int LINKAGE_NAME = 10;
  static final int DECL_FILE = 11;
  static final int DECL_LINE = 12;
  static final int STMT_LIST = 13;
  static final int COMP_DIR = 14;
  static final int LANGUAGE = 15;
  static final int STR_OFFSETS_BASE = 16;
  static final int ADDR_BASE = 17;
  static final int RNGLISTS_BASE = 18;
  static final int GNU_RANGES_BASE = 19;
  static final int DWO_NAME = 20;
  static final int DWO_ID = 21;

  /** How many slots there are. */
  static final int COUNT = 22;

  /** The attribute is not read. */
  static final int NONE = -1;

  private Attribute() {}

  /** The slot of an attribute. */
  static int slot(int attribute) {
    return switch (attribute) {
      case 0x01 -> SIBLING;
      case 0x11 -> LOW_PC;
      case 0x12 -> HIGH_PC;
      case 0x55 -> RANGES;
      case 0x31 -> ABSTRACT_ORIGIN;
      case 0x58 -> CALL_FILE;
      case 0x59 -> CALL_LINE;
      case 0x57 -> CALL_COLUMN;
      case 0x47 -> SPECIFICATION;
      case 0x03 -> NAME;
      case 0x6e, 0x2007 -> LINKAGE_NAME;
      case 0x3a -> DECL_FILE;
      case 0x3b -> DECL_LINE;
      default -> ofUnit(attribute);
    };
  }

  private static int ofUnit(int attribute) {
    return switch (attribute) {
      case 0x10 -> STMT_LIST;
      case 0x1b -> COMP_DIR;
      case 0x13 -> LANGUAGE;
      case 0x72 -> STR_OFFSETS_BASE;
      case 0x73, 0x2133 -> ADDR_BASE;
      case 0x74 -> RNGLISTS_BASE;
      case 0x2132 -> GNU_RANGES_BASE;
      case 0x76, 0x2130 -> DWO_NAME;
      case 0x2131 -> DWO_ID;
      default -> NONE;
    };
  }
}
