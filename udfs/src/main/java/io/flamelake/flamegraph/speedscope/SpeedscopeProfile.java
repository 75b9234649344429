package io.flamelake.flamegraph.speedscope;

import io.flamelake.flamegraph.Capacity;
import io.flamelake.flamegraph.FlameGraphJson;
import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.frames.Frame;
import io.flamelake.flamegraph.frames.FrameTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A flame graph of frames as one profile of the type {@code sampled} in speedscope's file format
 * (https://www.speedscope.app/file-format-schema.json): a sample and a weight for each stack that
 * has a value of its own.
 *
 * <p>Equal stacks and values give equal text, in whatever order they were added.
 */
public final class SpeedscopeProfile {
  private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";
  // FileFormat.ValueUnit
  private static final Set<String> UNITS =
      Set.of("nanoseconds", "microseconds", "milliseconds", "seconds", "bytes");
  private static final String NO_UNIT = "none";

  private record Shown(String name, String file, long line, long column) {}

  private final FrameTable frames;
  private final StringBuilder table = new StringBuilder();
  private final Map<Shown, Integer> shown = new HashMap<>();
  // By label; 0 for those that are not in the table yet, else their index + 1
  private final int[] indexes;
  private final Appendable out;
  private int[] path = new int[64];
  private long[] weights = new long[64];
  private int count;

  private SpeedscopeProfile(FlameGraphTree tree, Appendable out) {
    this.frames = new FrameTable(tree);
    this.indexes = new int[tree.labelCount()];
    this.out = out;
  }

  /**
   * Writes one object, the file.
   *
   * @param tree its labels are {@link io.flamelake.flamegraph.frames.FrameBytes}
   * @param unit the unit of the values; one that the format does not have is written as {@code
   *     none}
   * @param name what the profile is called
   * @throws ArithmeticException if the sum of the values leaves the range of a long
   */
  public static void write(FlameGraphTree tree, String unit, String name, Appendable out)
      throws IOException {
    try {
      new SpeedscopeProfile(tree, out).write(tree, unit, name);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(FlameGraphTree tree, String unit, String name) throws IOException {
    out.append("{\"$schema\":\"").append(SCHEMA);
    out.append("\",\"exporter\":\"flamelake\",\"activeProfileIndex\":0,\"name\":");
    FlameGraphJson.quote(name, out);
    out.append(",\"profiles\":[{\"type\":\"sampled\",\"name\":");
    FlameGraphJson.quote(name, out);
    out.append(",\"unit\":\"").append(UNITS.contains(unit) ? unit : NO_UNIT);
    out.append("\",\"startValue\":0,\"endValue\":");
    tree.forEachRowByLabel(this::row);
    out.append("],\"weights\":[");
    for (int at = 0; at < count; at++) {
      out.append(at == 0 ? "" : ",").append(Long.toString(weights[at]));
    }
    out.append("]}],\"shared\":{\"frames\":[").append(table).append("]}}");
  }

  private void row(int level, int label, long self, long value) {
    try {
      if (level == 0) {
        out.append(Long.toString(value)).append(",\"samples\":[");
      } else {
        enter(level, label);
      }
      if (self != 0) {
        sample(level, self);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void enter(int level, int label) throws IOException {
    if (level == path.length) {
      path = Arrays.copyOf(path, level * 2);
    }
    if (indexes[label] == 0) {
      indexes[label] = 1 + index(frames.get(label));
    }
    path[level] = indexes[label] - 1;
  }

  private void sample(int level, long weight) throws IOException {
    out.append(count == 0 ? "[" : ",[");
    for (int at = 1; at <= level; at++) {
      out.append(at == 1 ? "" : ",").append(Integer.toString(path[at]));
    }
    out.append(']');
    if (count == weights.length) {
      weights = Arrays.copyOf(weights, Capacity.grow(count, count + 1L));
    }
    weights[count++] = weight;
  }

  /** The index of what a frame shows; frames that differ in nothing else share it. */
  private int index(Frame frame) throws IOException {
    // Where nothing is known of the source, the mapped file tells where it is
    String file = frame.isSymbolized() ? frame.file() : frame.mapping();
    Shown wanted = new Shown(frame.label(), file, frame.line(), frame.column());
    Integer known = shown.putIfAbsent(wanted, shown.size());
    if (known != null) {
      return known;
    }
    table.append(shown.size() == 1 ? "{\"name\":" : ",{\"name\":");
    FlameGraphJson.quote(wanted.name(), table);
    if (!file.isEmpty()) {
      table.append(",\"file\":");
      FlameGraphJson.quote(file, table);
    }
    number("line", wanted.line());
    number("col", wanted.column());
    table.append('}');
    return shown.size() - 1;
  }

  private void number(String name, long value) {
    if (value != 0) {
      table.append(",\"").append(name).append("\":").append(value);
    }
  }
}
