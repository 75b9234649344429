package io.flamelake.symbolize.oracle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks {@code go tool addr2line}, which reads Go's own table of functions: for each address the
 * function that is not inlined, and the line of the innermost one.
 */
public final class GoAddr2line {
  private GoAddr2line() {}

  /** The answers: the outermost function's name, and the place of the code. */
  public static List<Symbol> ask(Path file, long[] addresses) throws IOException {
    List<String> questions =
        Arrays.stream(addresses).mapToObj(a -> "0x" + Long.toHexString(a)).toList();
    List<String> lines = Tool.run(questions, "go", "tool", "addr2line", file.toString());
    List<Symbol> answers = new ArrayList<>();
    for (int i = 0; i + 1 < lines.size(); i += 2) {
      answers.add(symbol(lines.get(i), lines.get(i + 1)));
    }
    return answers;
  }

  private static Symbol symbol(String function, String place) {
    int colon = place.lastIndexOf(':');
    if (function.equals("?") || colon < 0) {
      return new Symbol(null, null, null, 0, 0);
    }
    int line = Integer.parseInt(place.substring(colon + 1));
    return new Symbol(function, null, place.substring(0, colon), line, 0);
  }
}
