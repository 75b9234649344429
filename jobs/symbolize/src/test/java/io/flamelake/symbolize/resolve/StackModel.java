package io.flamelake.symbolize.resolve;

import io.flamelake.stacks.testing.TestFrame;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.SymbolIndex;
import io.flamelake.symbolize.sources.IndexAnswer;
import io.flamelake.symbolize.sources.Unavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The plain way to resolve a stack: with lists, texts and maps, and nothing kept between frames.
 */
final class StackModel {
  private static final Set<String> NATIVE = Set.of("native", "kernel", "go", "rust");

  /** A frame, and whether its address is an offset in the file. */
  record Raw(TestFrame frame, boolean offset) {}

  final List<TestFrame> frames = new ArrayList<>();
  final Set<String> buildIds = new LinkedHashSet<>();
  final Map<Map.Entry<String, Unavailable>, Integer> missing = new LinkedHashMap<>();
  int resolved;
  int unresolved;

  static StackModel of(List<Raw> stack, Map<String, IndexAnswer> answers) {
    StackModel model = new StackModel();
    stack.forEach(raw -> model.add(raw, answers));
    return model;
  }

  private void add(Raw raw, Map<String, IndexAnswer> answers) {
    TestFrame frame = raw.frame();
    if (frame.function() != null) {
      frames.add(frame);
      return;
    }
    boolean isNative =
        frame.address() != null && (frame.kind() == null || NATIVE.contains(frame.kind()));
    if (frame.buildId() == null || !isNative) {
      stays(frame);
      return;
    }
    IndexAnswer answer = answers.get(frame.buildId());
    Unavailable reason = answer.isFound() ? lookUp(raw, answer.index()) : answer.reason();
    if (reason != null) {
      missing.merge(Map.entry(frame.buildId(), reason), 1, Integer::sum);
      stays(frame);
    }
  }

  private void stays(TestFrame frame) {
    unresolved++;
    frames.add(frame);
    if (frame.buildId() != null) {
      buildIds.add(frame.buildId());
    }
  }

  private Unavailable lookUp(Raw raw, SymbolIndex index) {
    long address = raw.frame().address();
    if (raw.offset()) {
      if (!index.hasSegments()) {
        return Unavailable.PROGRAM_MISSING;
      }
      address = index.virtualAddress(address);
    }
    FrameCursor cursor = index.cursor();
    int depth = cursor.lookup(address);
    if (depth == 0) {
      return Unavailable.ADDRESS_UNKNOWN;
    }
    resolved++;
    for (int i = 0; i < depth; i++) {
      frames.add(frame(raw.frame(), index, cursor, i));
    }
    return null;
  }

  private static TestFrame frame(TestFrame raw, SymbolIndex index, FrameCursor cursor, int i) {
    int id = cursor.function(i);
    String system = index.systemName(id);
    String name = index.functionName(id) == null ? system : index.functionName(id);
    String place = index.path(cursor.file(i));
    String file = place == null ? index.path(index.declarationFile(id)) : place;
    String kind = raw.kind();
    if (kind == null || kind.equals("native")) {
      boolean go = file != null && file.endsWith(".go");
      boolean rust = file != null && file.endsWith(".rs");
      kind = go ? "go" : rust ? "rust" : "native";
    }
    return new TestFrame(
        name,
        name.equals(system) ? null : system,
        file,
        number(cursor.line(i)),
        number(cursor.column(i)),
        number(index.startLine(id)),
        raw.mapping(),
        raw.buildId(),
        null,
        kind,
        cursor.inlined(i));
  }

  private static Long number(long value) {
    return value == 0 ? null : value;
  }
}
