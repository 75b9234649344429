package io.flamelake.udfs.export;

import static io.trino.spi.type.VarbinaryType.VARBINARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.flamelake.flamegraph.FlameGraphRow;
import io.flamelake.flamegraph.frames.FrameStacks;
import io.flamelake.flamegraph.frames.FrameStacks.Stack;
import io.flamelake.udfs.Frames;
import io.flamelake.udfs.RandomStacks;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.GroupedAccumulatorState;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportStateTest {
  private static final Slice CPU = Slices.utf8Slice("cpu");

  private final ExportStateFactory factory = new ExportStateFactory(Frames.TYPE);
  private final List<List<String>> stacks = RandomStacks.make(500);
  private final ArrayBlock block = Frames.block(stacks);
  private final List<FlameGraphRow> expected = rowsOf(stacks);

  @Test
  void isTheSameForwardAndReversed() {
    ExportState forward = factory.createSingleState();
    ExportState reversed = factory.createSingleState();
    for (int i = 0; i < stacks.size(); i++) {
      forward.add(block, i, 1);
      reversed.add(block, stacks.size() - 1 - i, 1);
    }

    assertThat(rows(forward)).isEqualTo(expected);
    assertThat(rows(reversed)).isEqualTo(expected);
  }

  @Test
  void readsRegions() {
    ExportState state = factory.createSingleState();
    ArrayBlock half = block.getRegion(250, 250);
    for (int i = 0; i < 250; i++) {
      state.add(block, i, 1);
      state.add(half, i, 1);
    }

    assertThat(rows(state)).isEqualTo(expected);
  }

  @Test
  void keepsGroupsApartAndAccountsTheirMemory() {
    ExportState state = factory.createGroupedState();
    ((GroupedAccumulatorState) state).ensureCapacity(3);
    for (int i = 0; i < stacks.size(); i++) {
      ((GroupedAccumulatorState) state).setGroupId(i % 2);
      state.add(block, i, 1);
    }
    long bytes = 0;
    for (int group = 0; group < 2; group++) {
      ((GroupedAccumulatorState) state).setGroupId(group);
      assertThat(rows(state)).isEqualTo(rowsOf(RandomStacks.everySecond(stacks, group)));
      bytes += state.stacks().sizeInBytes();
    }

    ((GroupedAccumulatorState) state).setGroupId(2);
    assertThat(state.stacks()).isNull();
    assertThat(state.getEstimatedSize()).isBetween(bytes, bytes + 2000);
  }

  @Test
  void mergesWhatItsSerializerWroteAndRead() {
    ExportState merged = factory.createSingleState();
    for (int start = 0; start < stacks.size(); start += 100) {
      ExportState part = factory.createSingleState();
      for (int i = start; i < start + 100; i++) {
        part.add(block, i, 1);
      }
      part.stacks().arguments().set(Argument.SAMPLE_TYPE, CPU);
      part.stacks().arguments().setPeriod(-5);
      merged.merge(sent(part));
    }

    assertThat(rows(merged)).isEqualTo(expected);
    assertThat(merged.getEstimatedSize()).isGreaterThan(merged.stacks().sizeInBytes());
    assertThat(merged.stacks().arguments().get(Argument.SAMPLE_TYPE, "")).isEqualTo("cpu");
    assertThat(merged.stacks().arguments().get(Argument.SAMPLE_UNIT, "none")).isEqualTo("none");
    assertThat(merged.stacks().arguments().period()).isEqualTo(-5);
  }

  @Test
  void writesNullForAGroupWithoutStacks() {
    BlockBuilder out = VARBINARY.createBlockBuilder(null, 1);
    new ExportStateSerializer().serialize(factory.createSingleState(), out);

    assertThat(out.build().isNull(0)).isTrue();
  }

  @Test
  void refusesBytesOfAnotherVersion() {
    assertThatThrownBy(() -> Stacks.fromSlice(Slices.wrappedBuffer((byte) 9), 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("version 9");
  }

  @Test
  void copiesWithoutSharing() {
    ExportState state = factory.createSingleState();
    state.add(block, 0, 1);
    ExportState copy = (ExportState) state.copy();
    state.add(block, 1, 1);

    assertThat(rows(copy)).isEqualTo(rowsOf(stacks.subList(0, 1)));
  }

  @Test
  void refusesArgumentsThatDifferBetweenParts() {
    ExportState one = factory.createSingleState();
    ExportState other = factory.createSingleState();
    one.add(block, 0, 1);
    other.add(block, 1, 1);
    one.stacks().arguments().set(Argument.SAMPLE_TYPE, CPU);
    other.stacks().arguments().set(Argument.SAMPLE_TYPE, Slices.utf8Slice("wall"));

    assertThatThrownBy(() -> one.merge(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("sample_type must be the same in all rows of a group, not 'cpu' and 'wall'");
  }

  @Test
  void refusesMoreThanItMayHold() {
    ExportState single = new ExportStateFactory(Frames.TYPE, 20_000).createSingleState();
    ExportState grouped = new ExportStateFactory(Frames.TYPE, 20_000).createGroupedState();
    ((GroupedAccumulatorState) grouped).ensureCapacity(1);
    ExportState large = factory.createSingleState();
    addAll(large);
    single.add(block, 0, 1);
    grouped.add(block, 0, 1);

    for (ExportState state : List.of(single, grouped)) {
      assertThatThrownBy(() -> addAll(state))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("choose a shorter time or fewer services");
      assertThatThrownBy(() -> state.merge(large)).isInstanceOf(IllegalStateException.class);
    }
  }

  private void addAll(ExportState state) {
    for (int i = 0; i < stacks.size(); i++) {
      state.add(block, i, 1);
    }
  }

  private ExportState sent(ExportState part) {
    ExportStateSerializer serializer = new ExportStateSerializer();
    BlockBuilder out = VARBINARY.createBlockBuilder(null, 1);
    serializer.serialize(part, out);
    ExportState read = factory.createSingleState();
    serializer.deserialize(out.build(), 0, read);
    return read;
  }

  private static List<FlameGraphRow> rows(ExportState state) {
    return state.stacks().tree().rows();
  }

  private static List<FlameGraphRow> rowsOf(List<List<String>> stacks) {
    return FrameStacks.tree(
            stacks.stream()
                .map(stack -> new Stack(stack.stream().map(FrameStacks::function).toList(), 1))
                .toList())
        .rows();
  }
}
