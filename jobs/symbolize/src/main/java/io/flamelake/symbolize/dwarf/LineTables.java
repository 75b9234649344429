package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.elf.AddressRanges;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells the rows of line tables, each once however many units share it, and the files that units
 * name by numbers of their line table.
 */
final class LineTables {
  private final SymbolSink sink;
  private final AddressRanges executable;
  private final Budgets budgets;
  private final Problems problems;
  private final Set<Long> told = new HashSet<>();
  private Unit lastUnit;
  private LineHeader lastHeader;
  private int tables;
  private int lost;

  LineTables(SymbolSink sink, AddressRanges executable, Budgets budgets, Problems problems) {
    this.sink = sink;
    this.executable = executable;
    this.budgets = budgets;
    this.problems = problems;
  }

  /** How many line tables there are. */
  int tables() {
    return tables;
  }

  /** How many of them were not read to their end. */
  int lost() {
    return lost;
  }

  /** The sink's id of a file by its number in a unit's line table. */
  int file(Unit unit, int number) {
    Unit owner = unit.skeleton == null ? unit : unit.skeleton;
    if (owner != lastUnit) {
      lastUnit = owner;
      lastHeader = headerOrNull(owner);
    }
    return lastHeader == null ? SymbolSink.NO_FILE : lastHeader.file(number, sink, budgets.text);
  }

  private LineHeader headerOrNull(Unit unit) {
    try {
      return unit.stmtList == Unit.ABSENT ? null : header(unit);
    } catch (MalformedFileException e) {
      return null;
    }
  }

  private LineHeader header(Unit unit) throws MalformedFileException {
    LineHeader known = unit.sections.lineHeaders.get(unit.stmtList);
    if (known == null) {
      known = LineHeaderReader.read(unit, unit.stmtList);
      budgets.rows.spend(known.names());
      unit.sections.lineHeaders.put(unit.stmtList, known);
    }
    return known;
  }

  /** Tells the rows of a unit's line table, unless they were. */
  void tell(Unit unit) {
    if (unit.stmtList == Unit.ABSENT || !told.add(unit.stmtList)) {
      return;
    }
    tables++;
    try {
      LineHeader header = header(unit);
      Cursor cursor = new Cursor(unit.sections.line);
      LineProgram program = new LineProgram(header, cursor, executable, budgets.rows);
      while (program.next()) {
        tell(program, header);
      }
    } catch (MalformedFileException e) {
      lost++;
      problems.add("the line table at offset " + unit.stmtList, e);
    }
  }

  private void tell(LineProgram sequence, LineHeader header) {
    for (int i = 0; i < sequence.starts.size(); i++) {
      sink.line(
          sequence.starts.get(i),
          sequence.ends.get(i),
          header.file(sequence.files.get(i), sink, budgets.text),
          sequence.lines.get(i),
          sequence.columns.get(i));
    }
  }
}
