package io.flamelake.symbolize.gopclntab;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.SymbolSink;
import java.util.HashMap;
import java.util.Map;

/** Tells functions with their inlined calls and lines. */
final class FunctionReader {
  /** How many calls can be inlined into one another; Go's compiler stops far earlier. */
  private static final int MAX_DEPTH = 128;

  /** Every table is read about once for each function that shares it. */
  private static final long STEPS_PER_BYTE = 32;

  private final Table table;
  private final InlineTrees trees;
  private final SymbolSink sink;
  private final PcValues files;
  private final PcValues lines;
  private final PcValues calls;
  private final Map<Long, Integer> fileIds = new HashMap<>();

  /** The frames of a function's inlined calls. */
  private final Map<Integer, Integer> frames = new HashMap<>();

  private int function;
  private long start;
  private int root;

  /** The trees may be null: then inlined calls are not told. */
  FunctionReader(Table table, InlineTrees trees, SymbolSink sink) {
    this.table = table;
    this.trees = trees;
    this.sink = sink;
    long[] budget = {STEPS_PER_BYTE * table.size()};
    this.files = new PcValues(budget);
    this.lines = new PcValues(budget);
    this.calls = new PcValues(budget);
  }

  /**
   * Tells a function.
   *
   * @param index its index in the table
   * @param from its address
   * @param length how many bytes there are up to the next function; lines end where padding begins
   */
  void read(int index, long from, int length) throws MalformedFileException {
    function = table.function(index);
    start = from;
    frames.clear();
    String name = table.name(function);
    if (name.isEmpty()) {
      throw new MalformedFileException("a function of Go's has no name");
    }
    int id = sink.function(name, null, SymbolSink.NO_FILE, Math.max(0, table.startLine(function)));
    root = sink.frame(id);
    files.ofLength(length);
    lines.ofLength(length);
    table.readFiles(function, files);
    table.readLines(function, lines);
    int code = lines.size() == 0 ? length : lines.end(lines.size() - 1);
    if (code == 0) {
      throw new MalformedFileException("a function of Go's has no code");
    }
    sink.range(root, from, from + code);
    tellLines();
  }

  private void tellLines() throws MalformedFileException {
    int file = 0;
    int line = 0;
    int from = 0;
    while (file < files.size() && line < lines.size()) {
      int end = Math.min(files.end(file), lines.end(line));
      if (end > from) {
        int number = Math.max(0, lines.value(line));
        sink.line(start + from, start + end, file(files.value(file)), number, 0);
        from = end;
      }
      file += files.end(file) == end ? 1 : 0;
      line += lines.end(line) == end ? 1 : 0;
    }
  }

  private int file(int number) throws MalformedFileException {
    long at = table.file(function, number);
    if (at < 0) {
      return SymbolSink.NO_FILE;
    }
    Integer known = fileIds.get(at);
    if (known == null) {
      String path = table.path(at);
      known = path.isEmpty() ? SymbolSink.NO_FILE : sink.file(path);
      fileIds.put(at, known);
    }
    return known;
  }

  /** Tells the inlined calls of the function that was read last. */
  void readInlined(int length) throws MalformedFileException {
    long tree = trees == null ? -1 : trees.offset(function);
    if (tree < 0) {
      return;
    }
    calls.ofLength(length);
    table.readData(function, InlineTrees.INDEX_KIND, calls);
    int from = 0;
    for (int i = 0; i < calls.size(); i++) {
      if (calls.value(i) >= 0 && calls.end(i) > from) {
        sink.range(frame(tree, calls.value(i), 1), start + from, start + calls.end(i));
      }
      from = calls.end(i);
    }
  }

  private int frame(long tree, int index, int depth) throws MalformedFileException {
    Integer known = frames.get(index);
    if (known != null) {
      return known;
    }
    if (depth > MAX_DEPTH) {
      throw new MalformedFileException("calls of Go's are inlined into themselves");
    }
    boolean told = trees.tellsPlaces();
    int pc = told ? 0 : trees.parent(tree, index);
    int parent = told ? trees.caller(tree, index) : calls.at(pc);
    int caller = parent < 0 ? root : frame(tree, parent, depth + 1);
    int startLine = Math.max(0, trees.startLine(tree, index));
    int inlined = sink.function(trees.name(tree, index), null, SymbolSink.NO_FILE, startLine);
    int file = file(told ? trees.file(tree, index) : files.at(pc));
    int line = Math.max(0, told ? trees.line(tree, index) : lines.at(pc));
    int frame = sink.inlined(caller, inlined, file, line, 0);
    frames.put(index, frame);
    return frame;
  }
}
