package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.lists.IntList;

/**
 * Goes once through all entries of a unit (2.3) and gathers its functions, inlined calls and
 * scopes. No object is made for an entry; what is known of those above the current one stands in
 * arrays by depth.
 */
final class UnitTree {
  /** No code is around the entry. */
  private static final int NO_FRAME = -1;

  /** The code around the entry was thrown away by the linker. */
  private static final int DROPPED = -2;

  private final int maxDepth;
  private final RangeReader ranges;
  private final IntList frameAt = new IntList();
  private final IntList scopeAt = new IntList();
  private final IntList functionAt = new IntList();

  private Frames frames;
  private Scopes scopes;
  private boolean scoped;
  private int depth;
  private int frame;
  private int scope;
  private int function;

  UnitTree(int maxDepth, RangeReader ranges) {
    this.maxDepth = maxDepth;
    this.ranges = ranges;
  }

  /**
   * Reads a unit.
   *
   * @param intoFrames takes functions and inlined calls; null if only scopes are wanted
   */
  void read(Unit unit, Frames intoFrames, Scopes intoScopes) throws MalformedFileException {
    frames = intoFrames;
    scopes = intoScopes;
    scoped = unit.hasScopes();
    depth = 0;
    frame = NO_FRAME;
    scope = Scopes.ROOT;
    function = 0;
    Abbreviations table = unit.sections.abbreviations.get(unit.abbreviations, unit.encoding, false);
    Cursor cursor = new Cursor(unit.sections.info).at(unit.firstEntry);
    EntryReader entries = new EntryReader(cursor, table, unit.encoding);
    int end = unit.end;
    while (cursor.position < end) {
      int at = cursor.position;
      long code = cursor.uleb();
      if (code != 0) {
        entry(unit, entries, table, at, table.index(code));
      } else if (!leave()) {
        break;
      }
    }
    if (cursor.position > end) {
      throw new MalformedFileException("an entry goes beyond the end of its unit");
    }
  }

  private void entry(Unit unit, EntryReader entries, Abbreviations table, int at, int index)
      throws MalformedFileException {
    boolean children = table.hasChildren(index);
    Tag tag = table.tag(index);
    if (tag == Tag.OTHER) {
      entries.skip(index);
      if (children) {
        enter(frame, scope, function);
      }
      return;
    }
    entries.read(index);
    switch (tag) {
      case SUBPROGRAM -> subprogram(unit, entries.values, table, at, index);
      case INLINED -> inlined(unit, entries.values, at, children);
      case SCOPE -> {
        if (children) {
          enter(frame, scoped ? scopes.add(scope, at) : scope, function);
        }
      }
      default -> {
        if (children && !skipToSibling(unit, entries)) {
          enter(frame, scope, function);
        }
      }
    }
  }

  private static boolean skipToSibling(Unit unit, EntryReader entries)
      throws MalformedFileException {
    Values values = entries.values;
    if (!values.has(Attribute.SIBLING)) {
      return false;
    }
    long sibling =
        Reference.of(unit, values.form(Attribute.SIBLING), values.value(Attribute.SIBLING));
    if (sibling <= entries.cursor.position || sibling >= unit.end) {
      return false;
    }
    entries.cursor.position = Reference.offset(sibling);
    return true;
  }

  private void subprogram(Unit unit, Values values, Abbreviations table, int at, int index)
      throws MalformedFileException {
    if (scoped && scope != Scopes.ROOT && !table.linked(index)) {
      scopes.addFunction(at, scope);
    }
    int own = NO_FRAME;
    if (frames != null && values.hasAddresses()) {
      ranges.read(unit, values);
      own = DROPPED;
      if (ranges.count() > 0) {
        own = frames.add(at);
        frames.addRanges(own, ranges);
      }
    }
    if (table.hasChildren(index)) {
      enter(own, scope, at);
    }
  }

  private void inlined(Unit unit, Values values, int at, boolean children)
      throws MalformedFileException {
    int own = frame;
    if (frames != null && frame != DROPPED && values.hasAddresses()) {
      ranges.read(unit, values);
      if (ranges.count() > 0 || children && frame != NO_FRAME) {
        own = inlined(unit, values, at);
      }
    } else if (frame >= 0 && children) {
      own = inlined(unit, values, at);
    }
    if (children) {
      enter(own, scope, function);
    }
  }

  private int inlined(Unit unit, Values values, int at) throws MalformedFileException {
    long origin = Reference.NONE;
    if (values.has(Attribute.ABSTRACT_ORIGIN)) {
      origin =
          Reference.of(
              unit,
              values.form(Attribute.ABSTRACT_ORIGIN),
              values.value(Attribute.ABSTRACT_ORIGIN));
    }
    int caller = frame;
    if (caller == NO_FRAME && function != 0) {
      caller = frames.add(function);
    }
    int own = frames.add(caller, origin == Reference.NONE ? at : origin, values);
    if (values.hasAddresses()) {
      frames.addRanges(own, ranges);
    }
    return own;
  }

  private void enter(int newFrame, int newScope, int newFunction) throws MalformedFileException {
    if (depth == maxDepth) {
      throw new MalformedFileException(
          "entries stand within each other more than %d deep".formatted(maxDepth));
    }
    depth++;
    frameAt.truncate(depth - 1);
    scopeAt.truncate(depth - 1);
    functionAt.truncate(depth - 1);
    frameAt.add(frame);
    scopeAt.add(scope);
    functionAt.add(function);
    frame = newFrame;
    scope = newScope;
    function = newFunction;
  }

  /** Goes up from the last of some siblings; false if the unit is ended. */
  private boolean leave() {
    if (depth == 0) {
      return false;
    }
    depth--;
    frame = frameAt.get(depth);
    scope = scopeAt.get(depth);
    function = functionAt.get(depth);
    return depth > 0;
  }
}
