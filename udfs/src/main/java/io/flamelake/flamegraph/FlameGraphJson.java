package io.flamelake.flamegraph;

import java.io.IOException;
import java.util.List;

/**
 * A flame graph as nested JSON objects: {@code {"name", "value", "self", "children": […]}}, the
 * shape that d3-flame-graph reads.
 */
public final class FlameGraphJson {
  private FlameGraphJson() {}

  /**
   * Writes one object, the root.
   *
   * @param rows depth first, as {@link FlameGraphTree#rows()} gives them, at least the root
   */
  public static void write(List<FlameGraphRow> rows, Appendable out) throws IOException {
    long previous = -1;
    for (FlameGraphRow row : rows) {
      if (row.level() > previous) {
        out.append(previous < 0 ? "" : ",\"children\":[");
      } else {
        close(previous - row.level(), out);
        out.append("},");
      }
      out.append("{\"name\":");
      quote(row.label(), out);
      out.append(",\"value\":").append(Long.toString(row.value()));
      out.append(",\"self\":").append(Long.toString(row.self()));
      previous = row.level();
    }
    close(previous, out);
    out.append('}');
  }

  private static void close(long levels, Appendable out) throws IOException {
    for (long level = 0; level < levels; level++) {
      out.append("}]");
    }
  }

  /** Writes a string of JSON, quotes and escapes among it (RFC 8259, section 7). */
  public static void quote(String text, Appendable out) throws IOException {
    out.append('"');
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character == '"' || character == '\\') {
        out.append('\\').append(character);
      } else if (character < 0x20) {
        out.append("\\u%04x".formatted((int) character));
      } else {
        out.append(character);
      }
    }
    out.append('"');
  }
}
