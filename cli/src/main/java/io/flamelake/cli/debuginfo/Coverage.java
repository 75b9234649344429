package io.flamelake.cli.debuginfo;

import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.SymbolIndex;

/**
 * How much of the code an index knows, by addresses at equal distances.
 *
 * @param functions percent of the code whose function is known
 * @param lines percent of the code whose line is known too
 * @param depth frames that an address with a function has on average
 */
public record Coverage(double functions, double lines, double depth) {
  private static final long ADDRESSES = 100_000;

  /** Asks for addresses of all code. */
  public static Coverage of(AddressRanges code, SymbolIndex index) {
    long total = 0;
    for (int i = 0; i < code.count(); i++) {
      total += code.end(i) - code.start(i);
    }
    long step = Math.max(1, total / ADDRESSES);
    FrameCursor cursor = index.cursor();
    long asked = 0;
    long known = 0;
    long lines = 0;
    long frames = 0;
    for (int i = 0; i < code.count(); i++) {
      long size = code.end(i) - code.start(i);
      for (long at = 0; at < size; at += step) {
        int depth = cursor.lookup(code.start(i) + at);
        asked++;
        frames += depth;
        known += depth > 0 ? 1 : 0;
        lines += depth > 0 && cursor.line(0) > 0 ? 1 : 0;
      }
    }
    return new Coverage(percent(known, asked), percent(lines, asked), ratio(frames, known));
  }

  private static double percent(long part, long whole) {
    return ratio(part * 100, whole);
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : Math.round(part * 100.0 / whole) / 100.0;
  }
}
