package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;

/** Reads the attributes of entries of one unit by their abbreviations. */
final class EntryReader {
  final Cursor cursor;
  final Values values = new Values();

  private final Abbreviations abbreviations;
  private final Encoding encoding;

  EntryReader(Cursor cursor, Abbreviations abbreviations, Encoding encoding) {
    this.cursor = cursor;
    this.abbreviations = abbreviations;
    this.encoding = encoding;
  }

  /** Reads the entry at an offset; false if the end of siblings stands there. */
  boolean readAt(int offset) throws MalformedFileException {
    long code = cursor.at(offset).uleb();
    if (code == 0) {
      return false;
    }
    read(abbreviations.index(code));
    return true;
  }

  /** Passes over an entry's attributes and keeps the values of those that the table says. */
  void read(int index) throws MalformedFileException {
    int fixed = abbreviations.fixedSize(index);
    if (fixed >= 0) {
      cursor.position += fixed;
      values.clear();
      return;
    }
    values.clear();
    run(abbreviations.start(index));
  }

  /** Passes over an entry's attributes; values that were kept are of no meaning after it. */
  void skip(int index) throws MalformedFileException {
    int fixed = abbreviations.fixedSize(index);
    if (fixed >= 0) {
      cursor.position += fixed;
    } else {
      run(abbreviations.start(index));
    }
  }

  private void run(int start) throws MalformedFileException {
    int[] steps = abbreviations.steps();
    Cursor from = cursor;
    int at = start;
    while (true) {
      switch (steps[at++]) {
        case Abbreviations.END:
          return;
        case Abbreviations.SKIP:
          from.position += steps[at++];
          break;
        case Abbreviations.SKIP_LEB:
          from.skipLeb();
          break;
        case Abbreviations.SKIP_TEXT:
          from.skipText();
          break;
        case Abbreviations.SKIP_FORM:
          value(steps[at++], Attribute.NONE);
          break;
        case Abbreviations.KEEP_NUMBER:
          values.set(steps[at], steps[at + 1], from.unsigned(steps[at + 2]));
          at += 3;
          break;
        case Abbreviations.KEEP_LEB:
          values.set(steps[at], steps[at + 1], from.uleb());
          at += 2;
          break;
        case Abbreviations.KEEP:
          value(steps[at + 1], steps[at]);
          at += 2;
          break;
        default:
          long constant = abbreviations.constant(steps[at + 1]);
          values.set(steps[at], Form.IMPLICIT_CONST, constant);
          at += 2;
          break;
      }
    }
  }

  private void value(int form, int slot) throws MalformedFileException {
    int real = form;
    if (form == Form.INDIRECT) {
      real = (int) Math.min(cursor.uleb() & Long.MAX_VALUE, 0xffffL);
      if (real == Form.IMPLICIT_CONST) {
        throw new MalformedFileException("an indirect form leads to a constant of no value");
      }
    }
    long value = Form.read(cursor, real, encoding);
    if (slot != Attribute.NONE) {
      values.set(slot, real, value);
    }
  }
}
