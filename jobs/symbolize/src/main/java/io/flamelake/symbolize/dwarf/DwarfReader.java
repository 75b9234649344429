package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.SymbolSink;
import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.IOException;

/**
 * Reads the debugging information of a file once from its start to its end and tells it to a sink:
 * functions with their names (linkage names where there are, else names qualified by namespaces and
 * types), inlined calls, ranges of addresses, and lines.
 *
 * <p>A unit or line table that can't be read costs only itself, and is counted in the report.
 */
public final class DwarfReader {
  private final SymbolSink sink;
  private final Problems problems = new Problems();
  private final Sections sections;
  private final SplitUnits splitUnits;
  private final LineTables lines;
  private final Functions functions;
  private final UnitTree tree;
  private final Claims claims;
  private final Frames frames = new Frames();
  private final Scopes scopes = new Scopes();
  private int lostUnits;

  private DwarfReader(DwarfSource source, SymbolSink sink) throws IOException {
    ElfFile file = source.file();
    Budgets budgets = new Budgets(source.limits());
    AddressRanges executable = file.executableRanges();
    Sections supplement =
        source.supplement() == null ? null : Sections.of(source.supplement(), null, budgets);
    this.sink = sink;
    this.sections = Sections.of(file, supplement, budgets);
    this.splitUnits = new SplitUnits(source, sections, budgets, problems);
    this.lines = new LineTables(sink, executable, budgets, problems);
    this.functions = new Functions(sink, lines, budgets);
    RangeReader ranges = new RangeReader(executable, budgets.ranges);
    this.tree = new UnitTree(budgets.depth, ranges);
    this.claims = new Claims(ranges);
  }

  /**
   * Reads a file.
   *
   * @throws MalformedFileException if no part of the debugging information can be read
   */
  public static DwarfReport read(DwarfSource source, SymbolSink sink) throws IOException {
    if (source.file().relocatable()) {
      throw new MalformedFileException(
          "the file is an object file or kernel module: its code has no addresses yet");
    }
    return new DwarfReader(source, sink).read();
  }

  private DwarfReport read() throws IOException {
    UnitIndex units = sections.units;
    int count = units.count();
    for (int i = 0; i < count; i++) {
      try {
        Unit unit = units.get(i);
        if (unit.mayHoldCode()) {
          lines.tell(unit);
          readUnit(unit);
        }
      } catch (MalformedFileException e) {
        lost(units.start(i), e);
      }
    }
    if (units.lost() != null) {
      lost(count == 0 ? 0 : units.end(count - 1), new MalformedFileException(units.lost()));
    }
    return new DwarfReport(
        count,
        lostUnits,
        lines.tables(),
        lines.lost(),
        splitUnits.missing(),
        functions.broken(),
        problems.sentences());
  }

  private void readUnit(Unit unit) throws IOException {
    if (unit.splitName == null) {
      readTree(unit);
      addClaims(unit);
      return;
    }
    try (SplitUnits.Found split = splitUnits.find(unit)) {
      readTree(split == null ? unit : split.unit());
      if (split != null) {
        addClaims(unit);
      }
    }
  }

  private void addClaims(Unit unit) {
    try {
      claims.add(unit);
    } catch (MalformedFileException | IndexOutOfBoundsException e) {
      problems.add("the ranges of the unit at offset " + unit.start, e);
    }
  }

  private void readTree(Unit unit) throws MalformedFileException {
    frames.clear();
    scopes.clear();
    try {
      tree.read(unit, frames, scopes);
    } catch (IndexOutOfBoundsException e) {
      throw new MalformedFileException("an entry refers to what lies outside its section", e);
    }
    functions.setCurrent(unit, scopes);
    frames.tell(claims, sink, functions, lines, unit);
  }

  private void lost(int offset, Exception why) {
    lostUnits++;
    problems.add("the unit at offset " + offset, why);
  }
}
