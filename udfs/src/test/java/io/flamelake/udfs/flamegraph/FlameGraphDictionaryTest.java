package io.flamelake.udfs.flamegraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.udfs.Frames;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.block.DictionaryBlock;
import io.trino.spi.block.RowBlock;
import io.trino.spi.block.RunLengthEncodedBlock;
import io.trino.spi.block.VariableWidthBlockBuilder;
import io.trino.spi.function.GroupedAccumulatorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Functions behind dictionaries, each block with its own, in which a text may stand twice, be empty
 * or be null.
 */
class FlameGraphDictionaryTest {
  private static final int BLOCKS = 6;
  private static final int STACKS = 100;
  private static final int DEPTH = 20;
  private static final int TEXTS = 40;
  private static final String UNKNOWN = "[unknown]";

  private final FlameGraphStateFactory factory = new FlameGraphStateFactory(Frames.TYPE);
  private final Random random = new Random(17);
  private final List<ArrayBlock> blocks = new ArrayList<>();
  private final List<List<List<String>>> stacks = new ArrayList<>();

  FlameGraphDictionaryTest() {
    for (int block = 0; block < BLOCKS; block++) {
      make();
    }
  }

  @Test
  void givesTheSameTreeBlockByBlock() {
    FlameGraphState state = factory.createSingleState();
    FlameGraphTree expected = new FlameGraphTree();
    for (int block = 0; block < BLOCKS; block++) {
      for (int stack = 0; stack < STACKS; stack++) {
        state.add(blocks.get(block), stack, 1);
        expected.add(stacks.get(block).get(stack), 1);
      }
    }

    assertThat(state.tree().rows()).isEqualTo(expected.rows());
  }

  @Test
  void givesTheSameTreeWhenBlocksTakeTurns() {
    FlameGraphState state = factory.createSingleState();
    FlameGraphTree expected = new FlameGraphTree();
    for (int stack = 0; stack < STACKS; stack++) {
      for (int block = 0; block < BLOCKS; block++) {
        state.add(blocks.get(block), stack, 1);
        expected.add(stacks.get(block).get(stack), 1);
      }
    }

    assertThat(state.tree().rows()).isEqualTo(expected.rows());
  }

  @Test
  void givesTheSameTreesWhenGroupsTakeTurns() {
    FlameGraphState state = factory.createGroupedState();
    GroupedAccumulatorState groups = (GroupedAccumulatorState) state;
    groups.ensureCapacity(2);
    List<FlameGraphTree> expected = List.of(new FlameGraphTree(), new FlameGraphTree());
    for (int block = 0; block < BLOCKS; block++) {
      for (int stack = 0; stack < STACKS; stack++) {
        int group = random.nextInt(2);
        groups.setGroupId(group);
        state.add(blocks.get(block), stack, 1);
        expected.get(group).add(stacks.get(block).get(stack), 1);
      }
    }

    for (int group = 0; group < 2; group++) {
      groups.setGroupId(group);
      assertThat(state.tree().rows()).isEqualTo(expected.get(group).rows());
    }
  }

  @Test
  void accountsWhatItRemembersOfADictionary() {
    FlameGraphState state = factory.createSingleState();
    long before = state.getEstimatedSize();
    state.add(blocks.getFirst(), 0, 1);

    assertThat(state.getEstimatedSize() - before - state.tree().sizeInBytes())
        .isGreaterThanOrEqualTo((long) TEXTS * Long.BYTES);
  }

  private void make() {
    Slice[] texts = new Slice[TEXTS];
    VariableWidthBlockBuilder dictionary = new VariableWidthBlockBuilder(null, TEXTS, 0);
    for (int text = 0; text < TEXTS; text++) {
      texts[text] = text();
      if (texts[text] == null) {
        dictionary.appendNull();
      } else {
        dictionary.writeEntry(texts[text]);
      }
    }
    int[] ids = random.ints(STACKS * DEPTH, 0, TEXTS).toArray();
    blocks.add(block(DictionaryBlock.create(ids.length, dictionary.buildValueBlock(), ids)));
    stacks.add(labels(texts, ids));
  }

  private Slice text() {
    return switch (random.nextInt(10)) {
      case 0 -> null;
      case 1 -> Slices.EMPTY_SLICE;
      default -> Slices.utf8Slice("function" + random.nextInt(8));
    };
  }

  private static ArrayBlock block(Block functions) {
    int frames = functions.getPositionCount();
    Block[] fields = new Block[Frames.TYPE.getFields().size()];
    for (int field = 0; field < fields.length; field++) {
      fields[field] =
          RunLengthEncodedBlock.create(Frames.TYPE.getFields().get(field).getType(), null, frames);
    }
    fields[0] = functions;
    int[] offsets = new int[STACKS + 1];
    for (int stack = 0; stack < STACKS; stack++) {
      offsets[stack + 1] = (stack + 1) * DEPTH;
    }
    return ArrayBlock.fromElementBlock(
        STACKS, Optional.empty(), offsets, RowBlock.fromFieldBlocks(frames, fields));
  }

  private static List<List<String>> labels(Slice[] texts, int[] ids) {
    List<List<String>> labels = new ArrayList<>();
    for (int stack = 0; stack < STACKS; stack++) {
      List<String> frames = new ArrayList<>();
      for (int frame = 0; frame < DEPTH; frame++) {
        Slice text = texts[ids[stack * DEPTH + frame]];
        frames.add(text == null || text.length() == 0 ? UNKNOWN : text.toStringUtf8());
      }
      labels.add(frames);
    }
    return labels;
  }
}
