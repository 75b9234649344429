package io.flamelake.symbolize.gopclntab;

import java.util.List;

/**
 * What was read of Go's table, and what was not.
 *
 * @param version the first release of Go that writes the table so
 * @param functions how many functions it has
 * @param lostFunctions how many of them can't be read
 * @param lostInlining how many functions have inlined calls that can't be read
 * @param inlining whether the inlined calls were found; from Go 1.18 on they can be
 * @param problems the first sentences on what can't be read
 */
public record GoReport(
    String version,
    int functions,
    int lostFunctions,
    int lostInlining,
    boolean inlining,
    List<String> problems) {}
