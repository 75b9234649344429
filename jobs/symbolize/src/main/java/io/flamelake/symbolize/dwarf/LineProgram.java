package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.lists.IntList;
import io.flamelake.symbolize.lists.LongList;

/**
 * Runs the program that makes the rows of a line table (6.2.5), one sequence after another. Of rows
 * at one address the last holds; rows of one line are joined. A sequence that does not start in an
 * executable section is of code that the linker threw away.
 */
final class LineProgram {
  final LongList starts = new LongList();
  final LongList ends = new LongList();
  final LongList files = new LongList();
  final IntList lines = new IntList();
  final IntList columns = new IntList();

  private final LineHeader header;
  private final Cursor cursor;
  private final AddressRanges executable;
  private final Budget budget;

  private long address;
  private long file;
  private int line;
  private int column;

  private boolean started;
  private boolean dropped;
  private long limit;
  private long rowAddress;
  private long rowFile;
  private int rowLine;
  private int rowColumn;
  private long segmentStart;

  LineProgram(LineHeader header, Cursor cursor, AddressRanges executable, Budget budget)
      throws MalformedFileException {
    this.header = header;
    this.cursor = cursor.at(header.program);
    this.executable = executable;
    this.budget = budget;
    begin();
  }

  private void begin() {
    address = 0;
    file = 1;
    line = 1;
    column = 0;
    started = false;
  }

  /** Reads the next sequence that is not empty into the lists; false if there is none. */
  boolean next() throws MalformedFileException {
    starts.clear();
    ends.clear();
    files.clear();
    lines.clear();
    columns.clear();
    try {
      while (cursor.position < header.end) {
        if (step() && starts.size() > 0) {
          return true;
        }
      }
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedFileException("a line table ends within a row", e);
    }
    return false;
  }

  /** Runs one opcode; true if it ends a sequence. */
  private boolean step() throws MalformedFileException {
    int opcode = cursor.u8();
    if (opcode >= header.operands.length) {
      special(opcode - header.operands.length);
      row();
      return false;
    }
    if (opcode == 0) {
      return extended();
    }
    standard(opcode);
    return false;
  }

  private void special(int adjusted) throws MalformedFileException {
    if (header.lineRange == 0) {
      throw new MalformedFileException("a line table has the line range 0");
    }
    advance(adjusted / header.lineRange);
    line += header.lineBase + adjusted % header.lineRange;
  }

  private void advance(long instructions) {
    address += instructions * header.minimumLength;
  }

  private void standard(int opcode) throws MalformedFileException {
    switch (opcode) {
      case 1 -> row();
      case 2 -> advance(cursor.uleb());
      case 3 -> line += (int) cursor.sleb();
      case 4 -> file = cursor.uleb();
      case 5 -> column = (int) Math.min(cursor.uleb() & Long.MAX_VALUE, Integer.MAX_VALUE);
      case 8 -> {
        int before = line;
        special(255 - header.operands.length);
        line = before;
      }
      case 9 -> address += cursor.u16();
      case 6, 7, 10, 11 -> {}
      case 12 -> cursor.skipLeb();
      default -> {
        for (int i = 0; i < header.operands[opcode]; i++) {
          cursor.skipLeb();
        }
      }
    }
  }

  private boolean extended() throws MalformedFileException {
    long length = cursor.uleb();
    int start = cursor.position;
    cursor.skip(length);
    int end = cursor.position;
    if (length == 0) {
      return false;
    }
    cursor.position = start;
    int opcode = cursor.u8();
    boolean ended = false;
    switch (opcode) {
      case 1 -> {
        endSequence();
        ended = true;
      }
      case 2 -> address = cursor.unsigned((int) length - 1);
      case 3 -> {
        int name = cursor.position;
        cursor.skipText();
        header.addFile(name, cursor.uleb());
      }
      default -> {}
    }
    cursor.position = end;
    return ended;
  }

  private void row() throws MalformedFileException {
    budget.spend(1);
    if (!started) {
      started = true;
      dropped = !executable.contains(address);
      limit = executable.endOf(address);
      segmentStart = address;
    } else if (dropped) {
      return;
    } else {
      boolean same = rowFile == file && rowLine == line && rowColumn == column;
      if (address != rowAddress && !(same && Long.compareUnsigned(rowAddress, address) < 0)) {
        segment(address);
        segmentStart = address;
      } else if (!same && segmentStart != address) {
        segment(address);
        segmentStart = address;
      }
    }
    rowAddress = address;
    rowFile = file;
    rowLine = line;
    rowColumn = column;
  }

  private void endSequence() {
    if (started && !dropped) {
      segment(address);
    }
    begin();
  }

  /** Adds what the last row says for the addresses up to another. */
  private void segment(long nextAddress) {
    long end = Long.compareUnsigned(nextAddress, limit) < 0 ? nextAddress : limit;
    if (Long.compareUnsigned(segmentStart, end) < 0) {
      starts.add(segmentStart);
      ends.add(end);
      files.add(rowFile);
      lines.add(Math.max(rowLine, 0));
      columns.add(rowColumn);
    }
  }
}
