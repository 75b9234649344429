package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.lists.IntList;
import io.flamelake.symbolize.lists.LongList;

/** Names of folders or files of a line table: where each stands, and its folder's number. */
final class LineNames {
  private final IntList forms = new IntList();
  private final LongList values = new LongList();
  private final LongList folders = new LongList();

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
