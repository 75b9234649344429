package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The code that units have by the ranges of their root entries (3.1.1). Of units that have the same
 * code the first one tells about it, as in llvm-symbolizer: a linker that keeps one of several
 * copies of a function makes the entries of the others lead to the copy that it kept, and they are
 * wrong where compilers laid the functions of a section out in another order.
 */
final class Claims {
  private final RangeReader ranges;
  private final TreeMap<Long, Long> claimed = new TreeMap<>(Long::compareUnsigned);

  /** Takes the pieces of a range. */
  interface Piece {
    void take(long start, long end);
  }

  Claims(RangeReader ranges) {
    this.ranges = ranges;
  }

  /** Adds the code of a unit that was read. */
  void add(Unit unit) throws MalformedFileException {
    Abbreviations table = unit.sections.abbreviations.get(unit.abbreviations, unit.encoding, true);
    Cursor cursor = new Cursor(unit.sections.info).at(unit.firstEntry);
    EntryReader root = new EntryReader(cursor, table, unit.encoding);
    long code = cursor.uleb();
    if (code != 0) {
      root.read(table.index(code));
      ranges.read(unit, root.values);
      for (int i = 0; i < ranges.count(); i++) {
        add(ranges.start(i), ranges.end(i));
      }
    }
  }

  void add(long start, long end) {
    Map.Entry<Long, Long> before = claimed.floorEntry(start);
    boolean touches = before != null && Long.compareUnsigned(before.getValue(), start) >= 0;
    long from = touches ? before.getKey() : start;
    long to = touches && Long.compareUnsigned(before.getValue(), end) > 0 ? before.getValue() : end;
    Map.Entry<Long, Long> after = claimed.higherEntry(from);
    while (after != null && Long.compareUnsigned(after.getKey(), to) <= 0) {
      to = Long.compareUnsigned(after.getValue(), to) > 0 ? after.getValue() : to;
      claimed.remove(after.getKey());
      after = claimed.higherEntry(from);
    }
    claimed.put(from, to);
  }

  /** The pieces of a range that no unit has. */
  void cut(long start, long end, Piece piece) {
    Map.Entry<Long, Long> before = claimed.floorEntry(start);
    boolean covered = before != null && Long.compareUnsigned(before.getValue(), start) > 0;
    long at = covered ? before.getValue() : start;
    while (Long.compareUnsigned(at, end) < 0) {
      Map.Entry<Long, Long> next = claimed.ceilingEntry(at);
      boolean within = next != null && Long.compareUnsigned(next.getKey(), end) < 0;
      long stop = within ? next.getKey() : end;
      if (stop != at) {
        piece.take(at, stop);
      }
      at = within ? next.getValue() : end;
    }
  }
}
