package io.flamelake.flamegraph.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.frames.FrameStacks.Stack;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FrameBytesTest {
  @Property(tries = 200)
  void everyFrameIsReadAsItWasWritten(@ForAll("stacks") List<Stack> stacks) {
    FlameGraphTree tree = new FlameGraphTree();
    FrameBytes bytes = new FrameBytes();
    for (Stack stack : stacks) {
      for (Frame frame : stack.frames()) {
        bytes.set(frame);
        int label = tree.intern(bytes.bytes(), 0, bytes.length());
        assertThat(FrameBytes.frame(tree, label)).isEqualTo(frame);
      }
    }
  }

  @Test
  void keepsTextsThatAreLongerThanTheBuffer() {
    Frame frame = FrameStacks.function("x".repeat(100_000));
    FlameGraphTree tree = FrameStacks.tree(List.of(new Stack(List.of(frame), 1)));

    assertThat(FrameBytes.frame(tree, tree.labelCount() - 1)).isEqualTo(frame);
  }

  @Test
  void aFrameOfWhichNothingIsKnownIsOneOfEmptyFields() {
    FrameBytes bytes = new FrameBytes();
    bytes.unknown();
    FlameGraphTree tree = new FlameGraphTree();
    Frame unknown = FrameBytes.frame(tree, tree.intern(bytes.bytes(), 0, bytes.length()));

    assertThat(unknown).isEqualTo(FrameStacks.function(""));
    assertThat(unknown.label()).isEqualTo("[unknown]");
  }

  @Provide
  Arbitrary<List<Stack>> stacks() {
    return FrameStacks.stacks();
  }
}
