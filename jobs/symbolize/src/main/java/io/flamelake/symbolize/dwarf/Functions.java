package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.SymbolSink;

/**
 * Finds the names of functions. An entry may leave them to the one that it is a copy of ({@code
 * DW_AT_abstract_origin}, 3.3.8) and that to its declaration ({@code DW_AT_specification}, 2.13.2),
 * in another unit or file.
 */
final class Functions {
  private static final int MAX_CHAIN = 16;
  private static final int MAX_UNITS = 64;

  private final SymbolSink sink;
  private final LineTables lines;
  private final Budgets budgets;
  private final UnitTree scopeReader;
  private final Recent<Unit, Scopes> scopesOfUnits = new Recent<>(MAX_UNITS);
  private final Recent<Unit, EntryReader> readers = new Recent<>(MAX_UNITS);

  private Unit currentUnit;
  private Scopes currentScopes;
  private long broken;

  private String name;
  private Unit nameUnit;
  private int nameEntry;
  private String systemName;
  private Unit fileUnit;
  private int file;
  private int line;

  Functions(SymbolSink sink, LineTables lines, Budgets budgets) {
    this.sink = sink;
    this.lines = lines;
    this.budgets = budgets;
    this.scopeReader = new UnitTree(budgets.depth, null);
  }

  /** How many functions have no name, or one that can't be read. */
  long broken() {
    return broken;
  }

  /** Says which unit was read last, and the scopes that were found in it. */
  void setCurrent(Unit unit, Scopes scopes) {
    currentUnit = unit;
    currentScopes = scopes;
  }

  /** The sink's id of the function of an entry. */
  int id(Unit unit, long reference) {
    FunctionCache cache = Reference.sections(unit, reference).functions;
    int offset = Reference.offset(reference);
    int known = cache.get(offset);
    if (known == FunctionCache.ABSENT) {
      known = tell(unit, reference);
      cache.put(offset, known);
    }
    return known;
  }

  private int tell(Unit unit, long reference) {
    name = null;
    systemName = null;
    fileUnit = null;
    line = 0;
    String shown = null;
    try {
      follow(unit, reference);
      shown = isMangled(systemName) ? null : qualified();
      broken += shown == null && systemName == null ? 1 : 0;
    } catch (MalformedFileException | IndexOutOfBoundsException e) {
      broken++;
      shown = name;
    }
    int declared = fileUnit == null ? SymbolSink.NO_FILE : lines.file(fileUnit, file);
    return sink.function(shown, systemName, declared, line);
  }

  /** Whether a name says everything that the qualified name does. */
  private static boolean isMangled(String text) {
    return text != null
        && (text.startsWith("_Z") || text.startsWith("_R") || text.startsWith("__Z"));
  }

  private void follow(Unit from, long reference) throws MalformedFileException {
    Unit unit = from;
    long next = reference;
    for (int i = 0; i < MAX_CHAIN && next != Reference.NONE; i++) {
      unit = Reference.unit(unit, next);
      int entry = Reference.offset(next);
      Values values = values(unit, entry);
      take(unit, entry, values);
      if (systemName != null && fileUnit != null && line != 0) {
        return;
      }
      next = next(unit, values);
    }
  }

  /** The values of an entry, until those of another are asked for. */
  private Values values(Unit unit, int entry) throws MalformedFileException {
    budgets.entries.spend(1);
    EntryReader reader = readers.get(unit);
    if (reader == null) {
      Abbreviations table =
          unit.sections.abbreviations.get(unit.abbreviations, unit.encoding, true);
      reader = new EntryReader(new Cursor(unit.sections.info), table, unit.encoding);
      readers.put(unit, reader);
    }
    if (!reader.readAt(entry)) {
      throw new MalformedFileException("a reference to %d leads to no entry".formatted(entry));
    }
    return reader.values;
  }

  private void take(Unit unit, int entry, Values values) throws MalformedFileException {
    if (name == null && values.has(Attribute.NAME)) {
      name = text(unit, values, Attribute.NAME);
      nameUnit = unit;
      nameEntry = entry;
    }
    if (systemName == null && values.has(Attribute.LINKAGE_NAME)) {
      systemName = text(unit, values, Attribute.LINKAGE_NAME);
    }
    if (fileUnit == null && values.has(Attribute.DECL_FILE)) {
      fileUnit = unit;
      file = values.count(Attribute.DECL_FILE);
    }
    line = line == 0 ? values.count(Attribute.DECL_LINE) : line;
  }

  private String text(Unit unit, Values values, int slot) throws MalformedFileException {
    String text = UnitTexts.text(unit, values, slot);
    if (text != null) {
      budgets.text.spend(text.length());
    }
    return text == null || text.isEmpty() ? null : text;
  }

  private static long next(Unit unit, Values values) throws MalformedFileException {
    int slot =
        values.has(Attribute.ABSTRACT_ORIGIN) ? Attribute.ABSTRACT_ORIGIN : Attribute.SPECIFICATION;
    return values.has(slot)
        ? Reference.of(unit, values.form(slot), values.value(slot))
        : Reference.NONE;
  }

  private String qualified() throws MalformedFileException {
    if (name == null || !nameUnit.hasScopes()) {
      return name;
    }
    Scopes scopes = scopes(nameUnit);
    int scope = scopes.scopeOf(nameEntry);
    return scope == Scopes.ROOT
        ? name
        : path(nameUnit, scopes, scope) + nameUnit.separator() + name;
  }

  private Scopes scopes(Unit unit) throws MalformedFileException {
    if (unit == currentUnit) {
      return currentScopes;
    }
    Scopes known = scopesOfUnits.get(unit);
    if (known == null) {
      budgets.scopes.spend(unit.end - unit.start);
      known = new Scopes();
      scopesOfUnits.put(unit, known);
      scopeReader.read(unit, null, known);
    }
    return known;
  }

  private String path(Unit unit, Scopes scopes, int scope) throws MalformedFileException {
    String known = scopes.path(scope);
    if (known != null) {
      return known;
    }
    int parent = scopes.parent(scope);
    String own = scopeName(unit, scopes.entry(scope));
    String path = parent == Scopes.ROOT ? own : path(unit, scopes, parent) + unit.separator() + own;
    budgets.text.spend(path.length());
    scopes.setPath(scope, path);
    return path;
  }

  private String scopeName(Unit unit, int entry) throws MalformedFileException {
    Values values = values(unit, entry);
    String own = text(unit, values, Attribute.NAME);
    if (own == null && values.has(Attribute.SPECIFICATION)) {
      long declaration = next(unit, values);
      Unit other = declaration == Reference.NONE ? null : Reference.unit(unit, declaration);
      own =
          other == null
              ? null
              : text(other, values(other, Reference.offset(declaration)), Attribute.NAME);
    }
    return own == null ? "(anonymous)" : own;
  }
}
