package io.flamelake.udfs.flamegraph;

import static io.trino.spi.type.VarbinaryType.VARBINARY;

import io.airlift.slice.Slices;
import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

/**
 * Carries flame graphs between the steps of an aggregation, as {@link FlameGraphTree#toBytes()}
 * writes them.
 */
public final class FlameGraphStateSerializer
    implements AccumulatorStateSerializer<FlameGraphState> {
  @Override
  public Type getSerializedType() {
    return VARBINARY;
  }

  @Override
  public void serialize(FlameGraphState state, BlockBuilder out) {
    if (state.tree() == null) {
      out.appendNull();
    } else {
      VARBINARY.writeSlice(out, Slices.wrappedBuffer(state.tree().toBytes()));
    }
  }

  @Override
  public void deserialize(Block block, int index, FlameGraphState state) {
    state.setTree(FlameGraphTree.fromBytes(VARBINARY.getSlice(block, index).getBytes()));
  }
}
