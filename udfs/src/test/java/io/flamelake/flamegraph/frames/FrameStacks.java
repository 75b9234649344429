package io.flamelake.flamegraph.frames;

import io.flamelake.flamegraph.FlameGraphTree;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Stacks of frames for tests, and trees of them. */
public final class FrameStacks {
  /** A stack, leaf first, and its value. */
  public record Stack(List<Frame> frames, long value) {}

  private FrameStacks() {}

  /** A frame that has nothing but a function. */
  public static Frame function(String name) {
    return new Frame(name, "", "", "", "", 0, 0, 0, 0, false);
  }

  public static FlameGraphTree tree(List<Stack> stacks) {
    FlameGraphTree tree = new FlameGraphTree();
    FrameBytes bytes = new FrameBytes();
    for (Stack stack : stacks) {
      int node = FlameGraphTree.ROOT;
      for (Frame frame : stack.frames().reversed()) {
        bytes.set(frame);
        node = tree.child(node, tree.intern(bytes.bytes(), 0, bytes.length()));
      }
      tree.addSelf(node, stack.value());
    }
    return tree;
  }

  /** Few values for each field, so that frames and stacks often are alike. */
  public static Arbitrary<List<Stack>> stacks() {
    Arbitrary<Stack> stack =
        Combinators.combine(frames().list().ofMaxSize(8), Arbitraries.longs().between(-3, 1000))
            .as(Stack::new);
    return stack.list().ofMaxSize(30);
  }

  private static Arbitrary<Frame> frames() {
    Arbitrary<String> names = Arbitraries.of("", "", "main", "größe", "日本", "a\"b\\c\n;");
    Arbitrary<String> files = Arbitraries.of("", "a.go", "/x/b.c");
    Arbitrary<Long> lines = Arbitraries.of(0L, 0L, 1L, 4_000_000_000L, -1L);
    return Combinators.combine(
            Combinators.combine(names, names, files).as((a, b, c) -> new String[] {a, b, c}),
            Arbitraries.of("", "/lib/libc.so.6", "app"),
            Arbitraries.of("", "b1"),
            lines,
            lines,
            lines,
            Arbitraries.of(0L, 0L, 16L, -1L),
            Arbitraries.of(true, false))
        .as(
            (texts, mapping, buildId, line, column, startLine, address, inlined) ->
                new Frame(
                    texts[0], texts[1], texts[2], mapping, buildId, line, column, startLine,
                    address, inlined));
  }
}
