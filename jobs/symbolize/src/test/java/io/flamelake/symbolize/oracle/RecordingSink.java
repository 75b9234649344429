package io.flamelake.symbolize.oracle;

import io.flamelake.symbolize.SymbolSink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Keeps everything that it is told and answers by the words of {@link SymbolSink} alone: slowly, by
 * going over all ranges in the order of their addresses.
 */
public final class RecordingSink implements SymbolSink {
  /** A function as it was told. */
  public record Function(String name, String systemName, int file, int startLine) {}

  /** A frame as it was told; {@code caller} is -1 for one that is not inlined. */
  public record Frame(int caller, int function, int callFile, int callLine, int callColumn) {}

  /** A range as it was told, of a frame. */
  public record Range(int frame, long start, long end) {}

  /** Lines as they were told. */
  public record Line(long start, long end, int file, int line, int column) {}

  public final List<Function> functions = new ArrayList<>();
  public final List<String> files = new ArrayList<>();
  public final List<Frame> frames = new ArrayList<>();
  public final List<Range> ranges = new ArrayList<>();
  public final List<Line> lines = new ArrayList<>();
  private final Map<String, Integer> fileIds = new HashMap<>();

  @Override
  public int function(String name, String systemName, int file, int startLine) {
    functions.add(new Function(name, systemName, file, startLine));
    return functions.size() - 1;
  }

  @Override
  public int file(String path) {
    return fileIds.computeIfAbsent(
        path,
        p -> {
          files.add(p);
          return files.size() - 1;
        });
  }

  @Override
  public int frame(int function) {
    return inlined(-1, function, NO_FILE, 0, 0);
  }

  @Override
  public int inlined(int caller, int function, int callFile, int callLine, int callColumn) {
    frames.add(new Frame(caller, function, callFile, callLine, callColumn));
    return frames.size() - 1;
  }

  @Override
  public void range(int frame, long start, long end) {
    ranges.add(new Range(frame, start, end));
  }

  @Override
  public void line(long start, long end, int file, int line, int column) {
    lines.add(new Line(start, end, file, line, column));
  }

  /** The frames of each address, innermost first; one without a name where no function is known. */
  public List<List<Symbol>> lookUp(long[] addresses) {
    Integer[] order = new Integer[addresses.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compareUnsigned(addresses[a], addresses[b]));
    int[] inRange =
        first(addresses, order, ranges.stream().map(r -> new long[] {r.start, r.end}).toList());
    int[] inLine =
        first(addresses, order, lines.stream().map(r -> new long[] {r.start, r.end}).toList());
    List<List<Symbol>> answers = new ArrayList<>();
    for (int i = 0; i < addresses.length; i++) {
      Line line = inLine[i] < 0 ? new Line(0, 0, NO_FILE, 0, 0) : lines.get(inLine[i]);
      answers.add(chain(inRange[i] < 0 ? -1 : ranges.get(inRange[i]).frame, line));
    }
    return answers;
  }

  /** The index of the first told span that has each address, or -1. */
  private static int[] first(long[] addresses, Integer[] order, List<long[]> spans) {
    Integer[] byStart = new Integer[spans.size()];
    Arrays.setAll(byStart, i -> i);
    Arrays.sort(
        byStart, Comparator.comparing(i -> spans.get(i)[0], (a, b) -> Long.compareUnsigned(a, b)));
    PriorityQueue<Integer> open = new PriorityQueue<>();
    int[] found = new int[addresses.length];
    int next = 0;
    for (int index : order) {
      long address = addresses[index];
      while (next < byStart.length
          && Long.compareUnsigned(spans.get(byStart[next])[0], address) <= 0) {
        open.add(byStart[next++]);
      }
      while (!open.isEmpty() && Long.compareUnsigned(spans.get(open.peek())[1], address) <= 0) {
        open.remove();
      }
      found[index] = open.isEmpty() ? -1 : open.peek();
    }
    return found;
  }

  private List<Symbol> chain(int innermost, Line line) {
    List<Symbol> chain = new ArrayList<>();
    int file = line.file;
    int number = line.line;
    int column = line.column;
    for (int f = innermost; f >= 0; f = frames.get(f).caller) {
      Frame frame = frames.get(f);
      Function function = functions.get(frame.function);
      chain.add(new Symbol(function.name, function.systemName, path(file), number, column));
      file = frame.callFile;
      number = frame.callLine;
      column = frame.callColumn;
    }
    return chain.isEmpty() ? List.of(new Symbol(null, null, path(file), number, column)) : chain;
  }

  private String path(int file) {
    return file == NO_FILE ? null : files.get(file);
  }
}
