package io.flamelake.udfs.export;

import static io.trino.spi.type.VarbinaryType.VARBINARY;

import io.trino.spi.block.Block;
import io.trino.spi.block.BlockBuilder;
import io.trino.spi.function.AccumulatorStateSerializer;
import io.trino.spi.type.Type;

/** Carries stacks between the steps of an aggregation, as {@link Stacks#toSlice} writes them. */
public final class ExportStateSerializer implements AccumulatorStateSerializer<ExportState> {
  @Override
  public Type getSerializedType() {
    return VARBINARY;
  }

  @Override
  public void serialize(ExportState state, BlockBuilder out) {
    if (state.stacks() == null) {
      out.appendNull();
    } else {
      VARBINARY.writeSlice(out, state.stacks().toSlice());
    }
  }

  @Override
  public void deserialize(Block block, int index, ExportState state) {
    state.setStacks(Stacks.fromSlice(VARBINARY.getSlice(block, index), ExportState.MAX_BYTES));
  }
}
