package io.flamelake.flamegraph.html;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Text with places of the form {@code {{name}}}; what fills a place is never read for places. */
final class Template {
  /** Writes what stands in a place. */
  interface Part {
    void write(Appendable out) throws IOException;
  }

  // Text and names in turn, text first
  private final List<String> pieces;

  private Template(List<String> pieces) {
    this.pieces = pieces;
  }

  static Template parse(String text) {
    return new Template(List.of(text.split("\\{\\{|\\}\\}", -1)));
  }

  void write(Map<String, Part> parts, Appendable out) throws IOException {
    for (int at = 0; at < pieces.size(); at++) {
      String piece = pieces.get(at);
      if (at % 2 == 0) {
        out.append(piece);
      } else if (parts.containsKey(piece)) {
        parts.get(piece).write(out);
      } else {
        throw new IllegalArgumentException("nothing is given for {{" + piece + "}}");
      }
    }
  }
}
