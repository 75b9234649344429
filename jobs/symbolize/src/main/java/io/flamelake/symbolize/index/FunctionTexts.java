package io.flamelake.symbolize.index;

import java.nio.charset.StandardCharsets;

/**
 * A function's texts in UTF-8, which nobody may change.
 *
 * @param id the function's id in its index
 * @param function the name for people; null if it has none at all
 * @param systemName the name that linkers see, null where it is the same
 * @param file where it is declared, or null
 */
public record FunctionTexts(int id, byte[] function, byte[] systemName, byte[] file) {
  static FunctionTexts of(SymbolIndex index, int id, byte[] file) {
    String name = index.functionName(id);
    String systemName = index.systemName(id);
    String shown = name == null || name.isEmpty() ? systemName : name;
    String linked = systemName == null || systemName.equals(shown) ? null : systemName;
    return new FunctionTexts(id, utf8(shown), utf8(linked), file);
  }

  static byte[] utf8(String text) {
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  /** How many bytes of texts it holds, but for the file's, which many have in common. */
  int bytes() {
    return length(function) + length(systemName);
  }

  private static int length(byte[] text) {
    return text == null ? 0 : text.length;
  }
}
