/**
 * Reads DWARF 2 to 5: functions, inlined calls, their addresses, and lines. Section numbers in
 * comments are those of the DWARF 5 standard.
 */
package io.flamelake.symbolize.dwarf;
