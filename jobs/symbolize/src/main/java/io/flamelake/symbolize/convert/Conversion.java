package io.flamelake.symbolize.convert;

import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * An index, and what it was made of.
 *
 * @param index the index
 * @param report what was read and what was not
 */
public record Conversion(SymbolIndex index, ConversionReport report) {
  /**
   * Makes the index of a program.
   *
   * <p>A layer that can't be read is left out and named in the report.
   *
   * @throws io.flamelake.symbolize.MalformedFileException in one sentence if the file is none of
   *     ELF, if the files are not of one program, if they go beyond a limit, or if no layer tells
   *     anything
   */
  public static Conversion of(ProgramFiles files, ConversionLimits limits) throws IOException {
    try (OpenFiles open = OpenFiles.of(files, limits)) {
      return new Layers(open, limits).convert();
    }
  }

  /** The same with something more that could not be read. */
  public Conversion withLost(String what) {
    List<String> lost = new ArrayList<>(report.lost());
    lost.add(what);
    return new Conversion(index, report.withLost(lost));
  }
}
