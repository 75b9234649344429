package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.Texts;
import java.nio.ByteBuffer;

/** Resolves texts of attributes: in place, by offset, or by index (7.26). */
final class UnitTexts {
  private UnitTexts() {}

  /** The text of an attribute, or null. */
  static String text(Unit unit, Values values, int slot) throws MalformedFileException {
    return values.has(slot)
        ? text(unit, unit.sections.info, values.form(slot), values.value(slot))
        : null;
  }

  /**
   * The text of a value.
   *
   * @param home the section in which the value stands
   * @return the text, or null for a form that is none of a text
   */
  static String text(Unit unit, ByteBuffer home, int form, long value)
      throws MalformedFileException {
    Sections sections = unit.sections;
    switch (form) {
      case Form.STRING:
        return Texts.at(home, value);
      case Form.STRP:
        return Texts.at(sections.str, value);
      case Form.LINE_STRP:
        return Texts.at(sections.lineStr, value);
      case Form.STRP_SUP, Form.GNU_STRP_ALT:
        return sections.supplement == null ? null : Texts.at(sections.supplement.str, value);
      default:
        return Form.isTextIndex(form) ? indexed(unit, value) : null;
    }
  }

  private static String indexed(Unit unit, long index) throws MalformedFileException {
    Sections sections = unit.sections;
    if (index < 0 || index > Integer.MAX_VALUE) {
      throw new MalformedFileException("an index of a text is too large");
    }
    long offset = unit.strOffsetsBase + index * unit.encoding.offsetSize();
    Cursor table = new Cursor(sections.strOffsets).at(offset);
    return Texts.at(sections.str, table.offset(unit.encoding.wide()));
  }
}
