package io.flamelake.udfs.flamegraph;

import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

/** The flame graphs of an aggregation, one for each group. */
@AccumulatorStateMetadata(
    stateFactoryClass = FlameGraphStateFactory.class,
    stateSerializerClass = FlameGraphStateSerializer.class,
    typeParameters = "F",
    serializedType = "varbinary")
public interface FlameGraphState extends AccumulatorState {
  /** Adds a value to the stack at a position of a block of arrays of frames. */
  void add(ArrayBlock stacks, int position, long value);

  /** Adds everything of the current group of another state. */
  void merge(FlameGraphState other);

  /** The tree of the current group; null if nothing was added. */
  FlameGraphTree tree();

  /** Replaces the tree of the current group. */
  void setTree(FlameGraphTree tree);
}
