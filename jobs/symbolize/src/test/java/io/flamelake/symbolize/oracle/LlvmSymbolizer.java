package io.flamelake.symbolize.oracle;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Asks llvm-symbolizer for the frames of addresses, in one run. */
public final class LlvmSymbolizer {
  private static final int SYMBOL_TABLE = 2;
  private static final int DYNAMIC_SYMBOL_TABLE = 11;

  private LlvmSymbolizer() {}

  /** The frames of each address, innermost first. */
  public static List<List<Symbol>> ask(Path file, long[] addresses)
      throws IOException, InterruptedException {
    Path questions = Files.createTempFile("addresses", ".txt");
    Path answers = Files.createTempFile("answers", ".txt");
    try {
      Files.writeString(
          questions,
          Arrays.stream(addresses)
              .mapToObj(a -> "0x" + Long.toHexString(a))
              .collect(Collectors.joining("\n", "", "\n")));
      int status =
          new ProcessBuilder(
                  "llvm-symbolizer",
                  "--no-demangle",
                  "--inlines",
                  "--functions=linkage",
                  "--obj=" + file)
              .redirectInput(questions.toFile())
              .redirectOutput(answers.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start()
              .waitFor();
      if (status != 0) {
        throw new IOException("llvm-symbolizer ended with status " + status);
      }
      return parse(Files.readAllLines(answers));
    } finally {
      Files.delete(questions);
      Files.delete(answers);
    }
  }

  /** Reads lines of function and place in turn; an empty line ends an address. */
  static List<List<Symbol>> parse(List<String> lines) {
    List<List<Symbol>> all = new ArrayList<>();
    List<Symbol> chain = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isEmpty()) {
        all.add(List.copyOf(chain));
        chain.clear();
      } else {
        chain.add(symbol(lines.get(i), lines.get(++i)));
      }
    }
    return all;
  }

  private static Symbol symbol(String function, String place) {
    int beforeColumn = place.lastIndexOf(':');
    int beforeLine = place.lastIndexOf(':', beforeColumn - 1);
    String name = function.equals("??") ? null : function;
    String file = place.substring(0, beforeLine);
    return new Symbol(
        name,
        null,
        file.equals("??") ? null : file,
        Integer.parseInt(place.substring(beforeLine + 1, beforeColumn)),
        Integer.parseInt(place.substring(beforeColumn + 1)));
  }

  /**
   * A copy of a file whose tables of symbols are hidden, so that all names come from DWARF; its
   * package of split units goes with it.
   */
  static Path withoutSymbols(Path file, Path folder) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    ByteBuffer elf = ByteBuffer.wrap(bytes);
    elf.order(bytes[5] == 2 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    boolean wide = bytes[4] == 2;
    int table = wide ? (int) elf.getLong(40) : elf.getInt(32);
    int size = elf.getShort(wide ? 58 : 46);
    int count = elf.getShort(wide ? 60 : 48);
    for (int i = 0; i < count; i++) {
      int type = elf.getInt(table + i * size + 4);
      if (type == SYMBOL_TABLE || type == DYNAMIC_SYMBOL_TABLE) {
        elf.putInt(table + i * size + 4, 1);
      }
    }
    Path copy = folder.resolve(file.getFileName());
    Files.write(copy, bytes);
    Path dwp = file.resolveSibling(file.getFileName() + ".dwp");
    if (Files.exists(dwp)) {
      Files.copy(dwp, folder.resolve(dwp.getFileName()));
    }
    return copy;
  }
}
