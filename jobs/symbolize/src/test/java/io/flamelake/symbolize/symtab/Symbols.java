package io.flamelake.symbolize.symtab;

import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The recorded programs: see the README beside them. */
final class Symbols {
  private Symbols() {}

  static byte[] program(String name) {
    try (InputStream in = new GZIPInputStream(Symbols.class.getResourceAsStream(name + ".gz"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lines of a recorded answer, each split at its blanks. */
  static List<String[]> recorded(String name) {
    try (InputStream in = Symbols.class.getResourceAsStream(name)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().map(line -> line.split(" ")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name and file of an address, with ?? for what is not known, as llvm-symbolizer has it. */
  static String at(SymbolIndex index, long address) {
    FrameCursor cursor = index.cursor();
    if (cursor.lookup(address) == 0) {
      return "?? ??";
    }
    String file = index.path(cursor.file(0));
    return index.systemName(cursor.function(0)) + " " + (file == null ? "??" : file);
  }
}
