package io.flamelake.symbolize.dwarf;

/**
 * A unit of {@code .debug_info} (7.5.1) and what the attributes of its root entry say.
 *
 * <p>Values in fields that are not final come from the root entry, which may name tables before it
 * says where they begin; {@link UnitReader} fills them in two passes.
 */
final class Unit {
  static final int TYPE = 2;
  static final int PARTIAL = 3;
  static final int SKELETON = 4;
  static final int SPLIT_TYPE = 6;

  /** The offset is not known. */
  static final long ABSENT = -1;

  final Sections sections;
  final Encoding encoding;
  final int type;

  /** Where the unit's header, its first entry, and what comes after it stand. */
  final int start;

  final int firstEntry;
  final int end;
  final long abbreviations;

  long id;
  boolean partial;
  long lowPc;
  long stmtList = ABSENT;
  long strOffsetsBase;
  long addrBase;
  long rnglistsBase;
  long gnuRangesBase;
  long language;
  String compilationDir;
  String splitName;

  /** For a unit of a split file, the one of the main file that stands for it. */
  Unit skeleton;

  Unit(Sections sections, UnitReader.Header header) {
    this.sections = sections;
    this.encoding = header.encoding();
    this.type = header.type();
    this.start = header.start();
    this.firstEntry = header.firstEntry();
    this.end = header.end();
    this.abbreviations = header.abbreviations();
    this.id = header.id();
  }

  /** Whether it may hold code: types and what dwz moved out of units do not. */
  boolean mayHoldCode() {
    return type != TYPE && type != SPLIT_TYPE && type != PARTIAL && !partial;
  }

  boolean contains(long offset) {
    return offset >= firstEntry && offset < end;
  }

  /** The greatest address. */
  long addressMask() {
    int bits = encoding.addressSize() * Byte.SIZE;
    return bits >= Long.SIZE ? -1L : (1L << bits) - 1;
  }

  /** Whether names of functions may stand within others: not so in C and assembly (7.12). */
  boolean hasScopes() {
    return !(language == 0x01
        || language == 0x02
        || language == 0x0c
        || language == 0x1d
        || language == 0x2c
        || language == 0x8001);
  }

  /** What stands between the names of a scope and what is in it. */
  String separator() {
    return language == 0x16 || language == 0x0b || language == 0x08 || language == 0x0e
        ? "."
        : "::";
  }
}
