package io.flamelake.flamegraph.pprof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.frames.Frame;
import io.flamelake.flamegraph.frames.FrameStacks;
import io.flamelake.flamegraph.frames.FrameStacks.Stack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PprofProfileTest {
  private static final PprofHeader HEADER =
      new PprofHeader("cpu", "nanoseconds", "wall", "microseconds", 100);

  @Property(tries = 500)
  void protobufReadsEveryStackWithItsSum(@ForAll("stacks") List<Stack> stacks) {
    assertThat(new PprofReader(written(FrameStacks.tree(stacks))).samples(0))
        .isEqualTo(expected(stacks));
  }

  @Property(tries = 200)
  void equalStacksGiveEqualBytesInWhateverOrderTheyCome(
      @ForAll("stacks") List<Stack> stacks, @ForAll long seed) {
    List<Stack> shuffled = new ArrayList<>(stacks);
    Collections.shuffle(shuffled, new Random(seed));
    int half = shuffled.size() / 2;
    FlameGraphTree merged = FrameStacks.tree(shuffled.subList(half, shuffled.size()));
    merged.merge(FlameGraphTree.fromBytes(FrameStacks.tree(shuffled.subList(0, half)).toBytes()));

    assertThat(written(merged)).isEqualTo(written(FrameStacks.tree(stacks)));
  }

  @Test
  void tellsTypesAndPeriod() {
    PprofReader read = new PprofReader(written(new FlameGraphTree()));

    assertThat(read.sampleTypes()).containsExactly("cpu:nanoseconds");
    assertThat(read.periodType()).isEqualTo("wall:microseconds");
    assertThat(read.period()).isEqualTo(100);
    assertThat(read.samples(0)).isEmpty();
  }

  @Test
  void leavesOutAPeriodOfWhichNothingIsKnown() {
    byte[] bytes = written(new FlameGraphTree(), new PprofHeader("samples", "count", "", "", 0));

    assertThat(new PprofReader(bytes).periodType()).isEmpty();
    assertThat(new PprofReader(bytes).period()).isZero();
  }

  @Test
  void framesInlinedAtOneAddressAreOneLocation() {
    Frame leaf = frame("leaf", 7, true);
    Frame middle = frame("middle", 7, true);
    Frame caller = frame("caller", 7, false);
    List<Frame> frames =
        List.of(leaf, middle, caller, leaf, middle, caller, frame("main", 9, false));
    PprofReader read = new PprofReader(written(FrameStacks.tree(List.of(new Stack(frames, 5)))));

    assertThat(read.samples(0)).isEqualTo(Map.of(shown(frames), 5L));
    assertThat(read.locationCount()).isEqualTo(2);
  }

  @Test
  void aFunctionHasItsNameForALinkersNameThatIsAbsent() {
    Frame absent = new Frame("main.main", "", "a.go", "app", "", 3, 0, 0, 16, false);
    Frame equal = new Frame("main.main", "main.main", "a.go", "app", "", 3, 0, 0, 16, false);
    Frame other = new Frame("a()", "_Z1av", "a.cc", "app", "", 3, 0, 0, 32, false);
    PprofReader read =
        new PprofReader(
            written(
                FrameStacks.tree(
                    List.of(
                        new Stack(List.of(absent), 1),
                        new Stack(List.of(equal), 2),
                        new Stack(List.of(other), 4)))));

    assertThat(read.samples(0)).isEqualTo(Map.of(List.of(equal), 3L, List.of(other), 4L));
    assertThat(read.functionCount()).isEqualTo(2);
  }

  @Test
  void aFrameInlinedAtAnotherAddressIsALocationOfItsOwn() {
    List<Frame> frames = List.of(frame("leaf", 7, true), frame("caller", 8, false));
    PprofReader read = new PprofReader(written(FrameStacks.tree(List.of(new Stack(frames, 5)))));

    assertThat(read.samples(0).keySet().iterator().next())
        .extracting(Frame::inlined)
        .containsExactly(false, false);
  }

  @Test
  void aMappingTellsWhetherSymbolsAreMissing() {
    Frame known = new Frame("f", "", "a.c", "app", "b1", 3, 0, 0, 16, false);
    Frame address = new Frame("", "", "", "libc.so.6", "", 0, 0, 0, 32, false);
    List<UnknownFieldSet> mappings =
        new PprofReader(written(FrameStacks.tree(List.of(new Stack(List.of(address, known), 1)))))
            .mappings();

    assertThat(mappings).hasSize(2);
    assertThat(mappings)
        .filteredOn(mapping -> mapping.hasField(6))
        .allMatch(mapping -> mapping.hasField(7) && mapping.hasField(8) && mapping.hasField(9));
    assertThat(mappings)
        .filteredOn(mapping -> !mapping.hasField(6))
        .noneMatch(mapping -> mapping.hasField(7) || mapping.hasField(8) || mapping.hasField(9));
  }

  @Test
  void refusesATotalOutOfRange() {
    List<Stack> stacks =
        List.of(
            new Stack(List.of(frame("a", 1, false)), Long.MAX_VALUE),
            new Stack(List.of(frame("b", 1, false)), 1));

    assertThatThrownBy(() -> written(FrameStacks.tree(stacks)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Provide
  Arbitrary<List<Stack>> stacks() {
    return FrameStacks.stacks();
  }

  /** What a pprof profile can hold of stacks, stack by stack. */
  static Map<List<Frame>, Long> expected(List<Stack> stacks) {
    Map<List<Frame>, Long> sums = new HashMap<>();
    stacks.forEach(stack -> sums.merge(stack.frames(), stack.value(), Long::sum));
    Map<List<Frame>, Long> expected = new HashMap<>();
    sums.forEach(
        (frames, value) -> {
          if (value != 0) {
            expected.merge(shown(frames), value, Long::sum);
          }
        });
    return expected;
  }

  private static List<Frame> shown(List<Frame> frames) {
    List<Frame> shown = new ArrayList<>();
    for (int at = 0; at < frames.size(); at++) {
      Frame frame = frames.get(at);
      boolean source =
          !frame.function().isEmpty() || !frame.systemName().isEmpty() || !frame.file().isEmpty();
      boolean inlined = frame.inlined() && source && at + 1 < frames.size();
      if (inlined) {
        Frame caller = frames.get(at + 1);
        inlined =
            caller.isSymbolized()
                && caller.address() == frame.address()
                && caller.mapping().equals(frame.mapping())
                && caller.buildId().equals(frame.buildId());
      }
      shown.add(
          new Frame(
              frame.function().isEmpty() ? frame.systemName() : frame.function(),
              frame.systemName().isEmpty() ? frame.function() : frame.systemName(),
              frame.file(),
              frame.mapping(),
              frame.buildId(),
              source ? frame.line() : 0,
              source ? frame.column() : 0,
              source ? frame.startLine() : 0,
              frame.address(),
              inlined));
    }
    return shown;
  }

  private static Frame frame(String function, long address, boolean inlined) {
    return new Frame(function, "", "a.c", "app", "b1", 3, 4, 1, address, inlined);
  }

  static byte[] written(FlameGraphTree tree) {
    return written(tree, HEADER);
  }

  static byte[] written(FlameGraphTree tree, PprofHeader header) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      PprofProfile.write(tree, header, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
