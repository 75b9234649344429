package io.flamelake.udfs.flamegraph;

import static io.trino.spi.type.VarbinaryType.VARBINARY;

import io.airlift.slice.DynamicSliceOutput;
import io.airlift.slice.SliceInput;
import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

/**
 * Carries flame graphs between the steps of an aggregation.
 *
 * <p>Version 1: the byte 1, the tree as {@link FlameGraphTree#toBytes()} writes it. Version 2: the
 * byte 2, the {@link Arguments}, the tree.
 */
public final class FlameGraphStateSerializer
    implements AccumulatorStateSerializer<FlameGraphState> {
  private static final byte TREE = 1;
  private static final byte ARGUMENTS_AND_TREE = 2;

  @Override
  public Type getSerializedType() {
    return VARBINARY;
  }

  @Override
  public void serialize(FlameGraphState state, BlockBuilder out) {
    if (state.tree() == null) {
      out.appendNull();
      return;
    }
    byte[] tree = state.tree().toBytes();
    DynamicSliceOutput bytes = new DynamicSliceOutput(tree.length + 256);
    if (state.arguments() == Arguments.NONE) {
      bytes.writeByte(TREE);
    } else {
      bytes.writeByte(ARGUMENTS_AND_TREE);
      state.arguments().write(bytes);
    }
    bytes.writeBytes(tree);
    VARBINARY.writeSlice(out, bytes.slice());
  }

  @Override
  public void deserialize(Block block, int index, FlameGraphState state) {
    SliceInput bytes = VARBINARY.getSlice(block, index).getInput();
    byte version = bytes.readByte();
    if (version != TREE && version != ARGUMENTS_AND_TREE) {
      throw new IllegalArgumentException(
          "the state of a flame graph has version %d, only %d and %d are known"
              .formatted(version, TREE, ARGUMENTS_AND_TREE));
    }
    Arguments arguments = version == TREE ? Arguments.NONE : Arguments.read(bytes);
    byte[] tree = bytes.readSlice(bytes.available()).getBytes();
    state.set(FlameGraphTree.fromBytes(tree), arguments);
  }
}
