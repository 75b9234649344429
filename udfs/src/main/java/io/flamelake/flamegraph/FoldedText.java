package io.flamelake.flamegraph;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Folded stacks, one a line: labels from the root, joined by semicolons, a space and the amount.
 * The text that flamegraph.pl reads.
 *
 * <p>The format has no way to quote: a semicolon within a label becomes a colon, a line break a
 * space.
 */
public final class FoldedText {
  private FoldedText() {}

  /** A label without the characters that have a meaning in folded text. */
  public static String clean(String label) {
    return label.replace(';', ':').replace('\n', ' ').replace('\r', ' ');
  }

  /** The byte that stands for a byte of a UTF-8 label in folded text. */
  public static byte clean(byte character) {
    return switch (character) {
      case ';' -> ':';
      case '\n', '\r' -> ' ';
      default -> character;
    };
  }

  /**
   * Writes every stack that has an amount of its own. The root is left out of the stacks; what
   * ended in it gets its label.
   *
   * @param rows depth first, as {@link FlameGraphTree#rows()} gives them
   */
  public static void write(List<FlameGraphRow> rows, Appendable out) throws IOException {
    StringBuilder path = new StringBuilder();
    int[] ends = new int[16];
    for (FlameGraphRow row : rows) {
      int level = Math.toIntExact(row.level());
      if (level >= ends.length) {
        ends = Arrays.copyOf(ends, Math.max(level + 1, ends.length * 2));
      }
      path.setLength(level == 0 ? 0 : ends[level - 1]);
      if (level > 0) {
        path.append(path.isEmpty() ? "" : ";").append(clean(row.label()));
      }
      ends[level] = path.length();
      if (row.self() != 0) {
        out.append(level == 0 ? clean(row.label()) : path).append(' ');
        out.append(Long.toString(row.self())).append('\n');
      }
    }
  }
}
