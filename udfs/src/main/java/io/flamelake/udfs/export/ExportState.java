package io.flamelake.udfs.export;

import io.trino.spi.block.ArrayBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

/** The stacks of an aggregation, for each group. */
@AccumulatorStateMetadata(
    stateFactoryClass = ExportStateFactory.class,
    stateSerializerClass = ExportStateSerializer.class,
    typeParameters = "F",
    serializedType = "varbinary")
public interface ExportState extends AccumulatorState {
  /** The most that the stacks of one group may take, in bytes. */
  long MAX_BYTES = 1L << 29;

  /** Adds a value to the stack at a position of a block of arrays of frames. */
  void add(ArrayBlock stacks, int position, long value);

  /** Adds everything of the current group of another state. */
  void merge(ExportState other);

  /** The stacks of the current group; null if nothing was added. */
  Stacks stacks();

  /** Replaces the stacks of the current group. */
  void setStacks(Stacks stacks);
}
