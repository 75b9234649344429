package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;

/**
 * References from entry to entry (7.5.5): an offset in {@code .debug_info} of the same sections or
 * of the supplementary file, as one number.
 */
final class Reference {
  /** No entry. */
  static final long NONE = -1;

  private static final long SUPPLEMENT = 1L << 32;

  private Reference() {}

  /** The reference of a value; {@link #NONE} if it leads to a unit of types. */
  static long of(Unit unit, int form, long value) throws MalformedFileException {
    return switch (form) {
      case Form.REF1, Form.REF2, Form.REF4, Form.REF8, Form.REF_UDATA ->
          checked(unit.start + checked(value));
      case Form.REF_ADDR -> checked(value);
      case Form.GNU_REF_ALT, Form.REF_SUP4, Form.REF_SUP8 ->
          unit.sections.supplement == null ? NONE : checked(value) | SUPPLEMENT;
      default -> NONE;
    };
  }

  private static long checked(long offset) throws MalformedFileException {
    if (offset < 0 || offset > Integer.MAX_VALUE) {
      throw new MalformedFileException(
          "a reference to %s leads outside the section".formatted(Long.toUnsignedString(offset)));
    }
    return offset;
  }

  static int offset(long reference) {
    return (int) reference;
  }

  /** The sections in which the entry stands. */
  static Sections sections(Unit from, long reference) {
    return (reference & SUPPLEMENT) == 0 ? from.sections : from.sections.supplement;
  }

  /** The unit in which the entry stands. */
  static Unit unit(Unit from, long reference) throws MalformedFileException {
    int offset = offset(reference);
    if ((reference & SUPPLEMENT) != 0) {
      return from.sections.supplement.units.containing(offset);
    }
    return from.contains(offset) ? from : from.sections.units.containing(offset);
  }
}
