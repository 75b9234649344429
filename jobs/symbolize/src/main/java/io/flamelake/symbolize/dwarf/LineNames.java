package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;

/** Names of folders or files of a line table: where each stands, and its folder's number. */
final class LineNames {
  private final Ints forms = new Ints();
  private final Longs values = new Longs();
  private final Longs folders = new Longs();

  void add(int form, long value, long folder) {
    forms.add(form);
    values.add(value);
    folders.add(folder);
  }

  int size() {
    return forms.size();
  }

  long folder(int index) {
    return folders.get(index);
  }

  String text(Unit unit, int index) throws MalformedFileException {
    return UnitTexts.text(unit, unit.sections.line, forms.get(index), values.get(index));
  }
}
