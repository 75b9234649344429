package io.flamelake.symbolize.dwarf;

import java.util.List;

/**
 * What was read of a file's debugging information, and what was not.
 *
 * @param units how many units there are
 * @param lostUnits how many of them can't be read: nothing is known of their functions
 * @param lineTables how many line tables there are
 * @param lostLineTables how many of them can't be read to their end
 * @param missingSplitUnits how many units are in split files that were not found: of these only
 *     lines are known, and functions only if the compiler put them into both
 * @param namelessFunctions how many functions have no name, or one that can't be read: it may stand
 *     in a supplementary file that was not given
 * @param problems the first sentences on what can't be read
 */
public record DwarfReport(
    int units,
    int lostUnits,
    int lineTables,
    int lostLineTables,
    int missingSplitUnits,
    long namelessFunctions,
    List<String> problems) {}
