package io.flamelake.symbolize.dwarf;

/**
 * What reading the debugging information of one file may cost. Good files stay far below; a bad one
 * that makes the reader go over the same bytes again and again is stopped.
 *
 * @param depth how deep entries may stand within others
 * @param abbreviations how many bytes of abbreviations may be read
 * @param ranges how many ranges of addresses
 * @param rows how many rows of line tables
 * @param textBytes how many bytes of names and paths
 * @param entries how many entries may be read once more for the names of functions
 * @param scopeBytes how many bytes of entries may be read once more for the scopes of names
 */
public record DwarfLimits(
    int depth,
    long abbreviations,
    long ranges,
    long rows,
    long textBytes,
    long entries,
    long scopeBytes) {
  /** Enough for files of 2 GB. */
  public static final DwarfLimits DEFAULT =
      new DwarfLimits(2048, 1L << 30, 1L << 27, 1L << 28, 1L << 31, 1L << 28, 1L << 32);
}
