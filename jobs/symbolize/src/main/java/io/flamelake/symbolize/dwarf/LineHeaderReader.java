package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;

/** Reads the header of a line table of version 2 to 5 (6.2.4). */
final class LineHeaderReader {
  private static final int PATH = 1;
  private static final int FOLDER = 2;

  private final Unit unit;
  private final Cursor cursor;
  private final LineNames folders = new LineNames();
  private final LineNames files = new LineNames();
  private Encoding encoding;

  private LineHeaderReader(Unit unit, Cursor cursor) {
    this.unit = unit;
    this.cursor = cursor;
  }

  /** Reads the header at an offset of {@code .debug_line}. */
  static LineHeader read(Unit unit, long offset) throws MalformedFileException {
    try {
      return new LineHeaderReader(unit, new Cursor(unit.sections.line).at(offset)).read();
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedFileException("the line table ends within its header", e);
    }
  }

  private LineHeader read() throws MalformedFileException {
    int start = cursor.position;
    long length = UnitIndex.length(cursor);
    boolean wide = cursor.position - start > 4;
    int end = endOf(length);
    int version = cursor.u16();
    if (version < 2 || version > 5) {
      throw new MalformedFileException("line tables of version %d are unknown".formatted(version));
    }
    int addressSize = unit.encoding.addressSize();
    if (version >= 5) {
      addressSize = cursor.u8();
      cursor.u8();
    }
    encoding = new Encoding(version, wide, addressSize);
    int program = endOf(cursor.offset(wide));
    int minimumLength = cursor.u8();
    if (version >= 4) {
      cursor.u8();
    }
    cursor.u8();
    int lineBase = cursor.s8();
    int lineRange = cursor.u8();
    int[] operands = operands();
    names();
    if (cursor.position > end || program > end) {
      throw new MalformedFileException("the header of a line table is longer than the table");
    }
    return new LineHeader(
        unit,
        new LineHeader.Layout(encoding, minimumLength, lineBase, lineRange, operands, program, end),
        folders,
        files);
  }

  private int endOf(long length) throws MalformedFileException {
    int start = cursor.position;
    cursor.skip(length);
    int end = cursor.position;
    cursor.position = start;
    return end;
  }

  private int[] operands() {
    int[] counts = new int[Math.max(cursor.u8(), 1)];
    for (int i = 1; i < counts.length; i++) {
      counts[i] = cursor.u8();
    }
    return counts;
  }

  private void names() throws MalformedFileException {
    if (encoding.version() >= 5) {
      entries(folders);
      entries(files);
    } else {
      oldFolders();
      oldFiles();
    }
  }

  private void oldFolders() {
    for (int at = cursor.position; cursor.u8() != 0; at = cursor.position) {
      cursor.skipText();
      folders.add(Form.STRING, at, 0);
    }
  }

  private void oldFiles() {
    for (int at = cursor.position; cursor.u8() != 0; at = cursor.position) {
      cursor.skipText();
      files.add(Form.STRING, at, cursor.uleb());
      cursor.skipLeb();
      cursor.skipLeb();
    }
  }

  private void entries(LineNames names) throws MalformedFileException {
    int fields = cursor.u8();
    long[] kinds = new long[fields];
    int[] forms = new int[fields];
    for (int i = 0; i < fields; i++) {
      kinds[i] = cursor.uleb();
      forms[i] = (int) Math.min(cursor.uleb() & Long.MAX_VALUE, 0xffffL);
    }
    long count = cursor.uleb();
    if (count < 0 || count > cursor.limit() - cursor.position) {
      throw new MalformedFileException("a line table has more names than bytes");
    }
    for (long i = 0; i < count; i++) {
      entry(names, kinds, forms);
    }
  }

  private void entry(LineNames names, long[] kinds, int[] forms) throws MalformedFileException {
    int form = Form.DATA1;
    long path = 0;
    long folder = 0;
    for (int i = 0; i < kinds.length; i++) {
      long value = Form.read(cursor, forms[i], encoding);
      if (kinds[i] == PATH) {
        form = forms[i];
        path = value;
      } else if (kinds[i] == FOLDER) {
        folder = value;
      }
    }
    names.add(form, path, folder);
  }
}
