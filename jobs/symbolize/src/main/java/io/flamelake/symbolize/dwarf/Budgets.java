package io.flamelake.symbolize.dwarf;

/** What is left of the limits of one file. */
final class Budgets {
  final int depth;
  final Budget abbreviations;
  final Budget ranges;
  final Budget rows;
  final Budget text;
  final Budget entries;
  final Budget scopes;

  Budgets(DwarfLimits limits) {
    depth = limits.depth();
    abbreviations = new Budget("bytes of abbreviations", limits.abbreviations());
    ranges = new Budget("ranges of addresses", limits.ranges());
    rows = new Budget("rows of line tables", limits.rows());
    text = new Budget("bytes of names and paths", limits.textBytes());
    entries = new Budget("entries for the names of functions", limits.entries());
    scopes = new Budget("bytes for the scopes of names", limits.scopeBytes());
  }
}
