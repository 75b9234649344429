package io.flamelake.demangle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Names of real programs: see the README beside the file. */
public final class Symbols {
  private Symbols() {}

  /** Mangled, and in the modes full, templates, simple. */
  public static List<String[]> all() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Symbols.class.getResourceAsStream("symbols.tsv.gz")),
                StandardCharsets.UTF_8))) {
      return reader.lines().map(line -> line.split("\t", -1)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
