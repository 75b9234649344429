package io.flamelake.udfs.flamegraph;

import static io.trino.spi.type.VarbinaryType.VARBINARY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.slice.Slices;
import io.flamelake.flamegraph.FlameGraphDiff;
import io.flamelake.flamegraph.FlameGraphRow;
import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.udfs.Frames;
import io.flamelake.udfs.RandomStacks;
import io.trino.spi.TrinoException;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.function.GroupedAccumulatorState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlameGraphStateTest {
  private final FlameGraphStateFactory factory = new FlameGraphStateFactory(Frames.TYPE);
  private final List<List<String>> stacks = RandomStacks.make(500);
  private final ArrayBlock block = Frames.block(stacks);
  private final List<FlameGraphRow> expected = rowsOf(stacks);

  @Test
  void isTheSameForwardAndReversed() {
    FlameGraphState forward = factory.createSingleState();
    FlameGraphState reversed = factory.createSingleState();
    for (int i = 0; i < stacks.size(); i++) {
      forward.add(block, i, 1);
      reversed.add(block, stacks.size() - 1 - i, 1);
    }

    assertThat(forward.tree().rows()).isEqualTo(expected);
    assertThat(reversed.tree().rows()).isEqualTo(expected);
  }

  @Test
  void readsRegionsAndDictionaries() {
    FlameGraphState state = factory.createSingleState();
    ArrayBlock half = block.getRegion(250, 250);
    for (int i = 0; i < 250; i++) {
      state.add(dictionaries(block), i, 1);
      state.add(half, i, 1);
    }

    assertThat(state.tree().rows()).isEqualTo(expected);
  }

  @Test
  void keepsGroupsApartAndAccountsTheirMemory() {
    FlameGraphState state = factory.createGroupedState();
    ((GroupedAccumulatorState) state).ensureCapacity(3);
    for (int i = 0; i < stacks.size(); i++) {
      ((GroupedAccumulatorState) state).setGroupId(i % 2);
      state.add(block, i, 1);
    }
    long bytes = 0;
    for (int group = 0; group < 2; group++) {
      ((GroupedAccumulatorState) state).setGroupId(group);
      assertThat(state.tree().rows()).isEqualTo(rowsOf(RandomStacks.everySecond(stacks, group)));
      bytes += state.tree().sizeInBytes();
    }

    ((GroupedAccumulatorState) state).setGroupId(2);
    assertThat(state.tree()).isNull();
    assertThat(state.getEstimatedSize()).isBetween(bytes, bytes + 1000);
  }

  @Test
  void mergesWhatItsSerializerWroteAndRead() {
    FlameGraphStateSerializer serializer = new FlameGraphStateSerializer();
    FlameGraphState merged = factory.createSingleState();
    for (int start = 0; start < stacks.size(); start += 100) {
      FlameGraphState part = factory.createSingleState();
      for (int i = start; i < start + 100; i++) {
        part.add(block, i, 1);
      }
      BlockBuilder out = VARBINARY.createBlockBuilder(null, 1);
      serializer.serialize(part, out);
      FlameGraphState read = factory.createSingleState();
      serializer.deserialize(out.build(), 0, read);
      merged.merge(read);
    }

    assertThat(merged.tree().rows()).isEqualTo(expected);
    assertThat(merged.getEstimatedSize()).isGreaterThan(merged.tree().sizeInBytes());
  }

  @Test
  void writesNullForAGroupWithoutStacks() {
    BlockBuilder out = VARBINARY.createBlockBuilder(null, 1);
    new FlameGraphStateSerializer().serialize(factory.createSingleState(), out);

    assertThat(out.build().isNull(0)).isTrue();
  }

  @Test
  void copiesWithoutSharing() {
    FlameGraphState state = factory.createSingleState();
    state.add(block, 0, 1);
    FlameGraphState copy = (FlameGraphState) state.copy();
    state.add(block, 1, 1);

    assertThat(copy.tree().rows()).isEqualTo(rowsOf(stacks.subList(0, 1)));
  }

  @Test
  void carriesArgumentsAndBothSidesThroughItsSerializer() {
    FlameGraphStateSerializer serializer = new FlameGraphStateSerializer();
    Arguments arguments =
        new Arguments(
            7, Scaling.ofSeconds(10, 0.5), Slices.utf8Slice("Größe"), Slices.utf8Slice("bytes"));
    FlameGraphState state = factory.createSingleState();
    state.take(arguments);
    state.add(block, 0, 1, -2);
    BlockBuilder out = VARBINARY.createBlockBuilder(null, 1);
    serializer.serialize(state, out);
    FlameGraphState read = factory.createGroupedState();
    ((GroupedAccumulatorState) read).ensureCapacity(2);
    ((GroupedAccumulatorState) read).setGroupId(1);
    serializer.deserialize(out.build(), 0, read);

    assertThat(read.arguments()).isEqualTo(arguments);
    assertThat(FlameGraphDiff.absolute(read.tree()).rows())
        .isEqualTo(FlameGraphDiff.absolute(state.tree()).rows());
    ((GroupedAccumulatorState) read).setGroupId(0);
    assertThat(read.arguments()).isEqualTo(Arguments.NONE);
  }

  @Test
  void refusesOtherArgumentsWithinAGroup() {
    FlameGraphState state = factory.createGroupedState();
    ((GroupedAccumulatorState) state).ensureCapacity(2);
    state.take(Arguments.maxNodes(5));
    state.add(block, 0, 1);
    state.take(Arguments.maxNodes(5));
    FlameGraphState other = factory.createSingleState();
    other.add(block, 1, 1);

    assertThatThrownBy(() -> state.take(Arguments.maxNodes(6))).isInstanceOf(TrinoException.class);
    assertThatThrownBy(() -> state.merge(other)).isInstanceOf(TrinoException.class);
    ((GroupedAccumulatorState) state).setGroupId(1);
    state.take(Arguments.maxNodes(6));
    assertThat(state.arguments().maxNodes()).isEqualTo(6);
  }

  @Test
  void refusesBytesOfAVersionThatItDoesNotKnow() {
    BlockBuilder out = VARBINARY.createBlockBuilder(null, 1);
    VARBINARY.writeSlice(out, Slices.wrappedBuffer((byte) 3));
    Block bytes = out.build();

    assertThatThrownBy(
            () ->
                new FlameGraphStateSerializer().deserialize(bytes, 0, factory.createSingleState()))
        .hasMessage("the state of a flame graph has version 3, only 1 and 2 are known");
  }

  /**
   * The same stacks, with frames and functions behind dictionaries, as Parquet readers and joins
   * give them.
   */
  private static ArrayBlock dictionaries(ArrayBlock stacks) {
    RowBlock rows = (RowBlock) stacks.getElementsBlock();
    int count = rows.getPositionCount();
    int[] ids = new int[count];
    for (int i = 0; i < count; i++) {
      ids[i] = i;
    }
    Block[] fields = rows.getFieldBlocks().toArray(Block[]::new);
    fields[0] = DictionaryBlock.create(count, fields[0], ids);
    Block frames = DictionaryBlock.create(count, RowBlock.fromFieldBlocks(count, fields), ids);
    int[] offsets = new int[stacks.getPositionCount() + 1];
    for (int i = 0; i < stacks.getPositionCount(); i++) {
      offsets[i + 1] = offsets[i] + stacks.getArray(i).getPositionCount();
    }
    return ArrayBlock.fromElementBlock(
        stacks.getPositionCount(), Optional.empty(), offsets, frames);
  }

  private static List<FlameGraphRow> rowsOf(List<List<String>> stacks) {
    FlameGraphTree tree = new FlameGraphTree();
    stacks.forEach(stack -> tree.add(stack, 1));
    return tree.rows();
  }
}
