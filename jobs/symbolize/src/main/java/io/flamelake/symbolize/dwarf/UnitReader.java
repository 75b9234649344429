package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;

/** Reads the header (7.5.1) and the root entry (3.1) of a unit. */
final class UnitReader {
  private static final long WIDE = 0xffffffffL;

  private UnitReader() {}

  /**
   * What the header says.
   *
   * @param id the id that a skeleton and its split unit share, or the signature of a type
   */
  record Header(
      Encoding encoding,
      int type,
      int start,
      int firstEntry,
      int end,
      long abbreviations,
      long id) {}

  static Unit read(Sections sections, int start, int end) throws MalformedFileException {
    try {
      Cursor cursor = new Cursor(sections.info).at(start);
      Unit unit = new Unit(sections, header(cursor, end));
      readRoot(unit);
      return unit;
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedFileException("the unit ends within its header or root entry", e);
    }
  }

  private static Header header(Cursor cursor, int end) throws MalformedFileException {
    int start = cursor.position;
    boolean wide = cursor.u32() == WIDE;
    if (wide) {
      cursor.skip(8);
    }
    int version = cursor.u16();
    if (version < 2 || version > 5) {
      throw new MalformedFileException("version %d of DWARF is not known".formatted(version));
    }
    int type = version >= 5 ? cursor.u8() : 1;
    int addressSize = version >= 5 ? cursor.u8() : 0;
    long abbreviations = cursor.offset(wide);
    addressSize = version >= 5 ? addressSize : cursor.u8();
    if (addressSize != 4 && addressSize != 8) {
      throw new MalformedFileException("addresses of %d bytes are unknown".formatted(addressSize));
    }
    long id = version >= 5 && type != 1 && type != Unit.PARTIAL ? cursor.u64() : 0;
    if (type == Unit.TYPE || type == Unit.SPLIT_TYPE) {
      cursor.offset(wide);
    }
    Encoding encoding = new Encoding(version, wide, addressSize);
    return new Header(encoding, type, start, cursor.position, end, abbreviations, id);
  }

  private static void readRoot(Unit unit) throws MalformedFileException {
    Sections sections = unit.sections;
    Abbreviations table = sections.abbreviations.get(unit.abbreviations, unit.encoding, true);
    Cursor cursor = new Cursor(sections.info).at(unit.firstEntry);
    EntryReader root = new EntryReader(cursor, table, unit.encoding);
    long code = cursor.uleb();
    if (code == 0) {
      return;
    }
    int index = table.index(code);
    Tag tag = table.tag(index);
    if (tag != Tag.UNIT && tag != Tag.PARTIAL_UNIT) {
      throw new MalformedFileException("the first entry of a unit is not the unit's");
    }
    unit.partial = tag == Tag.PARTIAL_UNIT;
    root.read(index);
    setBases(unit, root.values);
    setValues(unit, root.values);
  }

  /** The first pass: where the tables begin that other attributes go through. */
  private static void setBases(Unit unit, Values root) {
    Sections sections = unit.sections;
    int header = unit.encoding.wide() ? 16 : 8;
    boolean tables = unit.encoding.version() >= 5;
    unit.strOffsetsBase =
        root.has(Attribute.STR_OFFSETS_BASE)
            ? root.value(Attribute.STR_OFFSETS_BASE)
            : tables && sections.split ? header : 0;
    unit.addrBase =
        root.has(Attribute.ADDR_BASE) ? root.value(Attribute.ADDR_BASE) : tables ? header : 0;
    unit.rnglistsBase =
        root.has(Attribute.RNGLISTS_BASE)
            ? root.value(Attribute.RNGLISTS_BASE)
            : unit.encoding.wide() ? 20 : 12;
    unit.gnuRangesBase = root.value(Attribute.GNU_RANGES_BASE);
  }

  private static void setValues(Unit unit, Values root) throws MalformedFileException {
    unit.language = root.value(Attribute.LANGUAGE);
    unit.id = root.has(Attribute.DWO_ID) ? root.value(Attribute.DWO_ID) : unit.id;
    if (root.has(Attribute.STMT_LIST)) {
      unit.stmtList = root.value(Attribute.STMT_LIST);
    }
    if (root.has(Attribute.LOW_PC) && !unit.sections.split) {
      unit.lowPc =
          Addresses.address(unit, root.form(Attribute.LOW_PC), root.value(Attribute.LOW_PC));
    }
    unit.compilationDir = UnitTexts.text(unit, root, Attribute.COMP_DIR);
    unit.splitName = UnitTexts.text(unit, root, Attribute.DWO_NAME);
  }
}
