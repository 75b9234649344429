package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.lists.IntList;
import io.flamelake.symbolize.lists.LongList;

/** The functions and inlined calls of one unit that have code, and their ranges. */
final class Frames {
  /** The frame is not within another. */
  static final int OUTERMOST = -1;

  private static final int UNTOLD = -1;

  final LongList functions = new LongList();
  private final IntList callers = new IntList();
  private final IntList callFiles = new IntList();
  private final IntList callLines = new IntList();
  private final IntList callColumns = new IntList();
  private final IntList told = new IntList();
  private final IntList rangeFrames = new IntList();
  private final LongList rangeStarts = new LongList();
  private final LongList rangeEnds = new LongList();
  private final IntList path = new IntList();

  void clear() {
    functions.clear();
    callers.clear();
    callFiles.clear();
    callLines.clear();
    callColumns.clear();
    told.clear();
    rangeFrames.clear();
    rangeStarts.clear();
    rangeEnds.clear();
  }

  /** Adds a function that is not inlined; its entry is given by a {@link Reference}. */
  int add(long function) {
    return add(OUTERMOST, function, null);
  }

  /** Adds an inlined call. */
  int add(int caller, long function, Values call) {
    functions.add(function);
    callers.add(caller);
    callFiles.add(call == null ? 0 : call.count(Attribute.CALL_FILE));
    callLines.add(call == null ? 0 : call.count(Attribute.CALL_LINE));
    callColumns.add(call == null ? 0 : call.count(Attribute.CALL_COLUMN));
    told.add(UNTOLD);
    return functions.size() - 1;
  }

  void addRanges(int frame, RangeReader ranges) {
    for (int i = 0; i < ranges.count(); i++) {
      rangeFrames.add(frame);
      rangeStarts.add(ranges.start(i));
      rangeEnds.add(ranges.end(i));
    }
  }

  /**
   * Tells everything. Ranges go from last to first: of two that overlap, the one that stands deeper
   * or later in the unit holds, as it is in other readers. What other units have is left out.
   */
  void tell(Claims others, SymbolSink sink, Functions functionIds, LineTables lines, Unit unit) {
    for (int i = rangeFrames.size() - 1; i >= 0; i--) {
      int own = rangeFrames.get(i);
      others.cut(
          rangeStarts.get(i),
          rangeEnds.get(i),
          (start, end) -> sink.range(tellFrame(own, sink, functionIds, lines, unit), start, end));
    }
  }

  private int tellFrame(
      int frame, SymbolSink sink, Functions functionIds, LineTables lines, Unit unit) {
    path.clear();
    for (int f = frame; f != OUTERMOST && told.get(f) == UNTOLD; f = callers.get(f)) {
      path.add(f);
    }
    for (int i = path.size() - 1; i >= 0; i--) {
      int f = path.get(i);
      int function = functionIds.id(unit, functions.get(f));
      int caller = callers.get(f);
      told.set(
          f,
          caller == OUTERMOST
              ? sink.frame(function)
              : sink.inlined(
                  told.get(caller),
                  function,
                  lines.file(unit, callFiles.get(f)),
                  callLines.get(f),
                  callColumns.get(f)));
    }
    return told.get(frame);
  }
}
