package io.flamelake.symbolize.store;

import io.flamelake.symbolize.index.SymbolIndex;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a stored index tells what it was made of, by the lengths of the files; so no index
 * stands for other files than it was made of, whoever writes at the same time.
 *
 * @param version the version of the index
 * @param executable the length of the program; 0 if there was none
 * @param debuginfo the length of the detached file; 0 if there was none
 * @param supplement the length of the file that the detached one shares with others; 0 if there was
 *     none
 */
record IndexName(int version, long executable, long debuginfo, long supplement) {
  private static final Pattern TEXT =
      Pattern.compile("index-(\\d{1,9})-(\\d{1,18})-(\\d{1,18})-(\\d{1,18})");

  static IndexName of(long executable, long debuginfo, long supplement) {
    return new IndexName(SymbolIndex.VERSION, executable, debuginfo, supplement);
  }

  /** Null if the text is no such name. */
  static IndexName parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? new IndexName(
            Integer.parseInt(matcher.group(1)),
            Long.parseLong(matcher.group(2)),
            Long.parseLong(matcher.group(3)),
            Long.parseLong(matcher.group(4)))
        : null;
  }

  /** Whether an index of the other name was made of less, so that nobody wants it any more. */
  boolean supersedes(IndexName other) {
    return !equals(other)
        && version == other.version
        && executable >= other.executable
        && debuginfo >= other.debuginfo
        && supplement >= other.supplement;
  }

  @Override
  public String toString() {
    return "index-%d-%d-%d-%d".formatted(version, executable, debuginfo, supplement);
  }
}
