package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.lists.IntList;

/** Where the units of a section stand; each is read when it is asked for. */
final class UnitIndex {
  private static final long WIDE = 0xffffffffL;
  private static final long RESERVED = 0xfffffff0L;

  private final Sections sections;
  private IntList starts;
  private IntList ends;
  private Unit[] units;
  private String lost;

  UnitIndex(Sections sections) {
    this.sections = sections;
  }

  int count() {
    scan();
    return starts.size();
  }

  /** Why the units that come after the last known one can't be read; null if all are known. */
  String lost() {
    scan();
    return lost;
  }

  int start(int index) {
    return starts.get(index);
  }

  int end(int index) {
    return ends.get(index);
  }

  Unit get(int index) throws MalformedFileException {
    scan();
    if (units[index] == null) {
      units[index] = UnitReader.read(sections, starts.get(index), ends.get(index));
    }
    return units[index];
  }

  /** The unit within which an entry stands. */
  Unit containing(long offset) throws MalformedFileException {
    scan();
    int found = offset > Integer.MAX_VALUE ? -1 : starts.find((int) offset);
    int index = found >= 0 ? found : -found - 2;
    if (offset < 0 || index < 0 || index >= starts.size() || !get(index).contains(offset)) {
      throw new MalformedFileException(
          "a reference to %s leads to no unit".formatted(Long.toUnsignedString(offset)));
    }
    return units[index];
  }

  private void scan() {
    if (starts != null) {
      return;
    }
    starts = new IntList();
    ends = new IntList();
    Cursor cursor = new Cursor(sections.info);
    try {
      while (cursor.position < cursor.limit()) {
        int start = cursor.position;
        long length = length(cursor);
        cursor.skip(length);
        if (length > 0) {
          starts.add(start);
          ends.add(cursor.position);
        }
      }
    } catch (MalformedFileException | IndexOutOfBoundsException e) {
      lost =
          "the units from offset %d on: the length of the first of them is wrong"
              .formatted(ends.size() == 0 ? 0 : ends.get(ends.size() - 1));
    }
    units = new Unit[starts.size()];
  }

  /** Reads the length of what comes next; it is 64 bits wide after four bytes 0xff (7.4). */
  static long length(Cursor cursor) throws MalformedFileException {
    long length = cursor.u32();
    if (length == WIDE) {
      return cursor.u64();
    }
    if (length >= RESERVED) {
      throw new MalformedFileException("the length 0x%x is reserved".formatted(length));
    }
    return length;
  }
}
