package io.flamelake.udfs.flamegraph;

import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.TrinoException;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.function.AccumulatorStateMetadata;

/**
 * The flame graphs of an aggregation, one for each group: every stack is kept until the end, so
 * that the result does not depend on what was merged when.
 */
@AccumulatorStateMetadata(
    stateFactoryClass = FlameGraphStateFactory.class,
    stateSerializerClass = FlameGraphStateSerializer.class,
    typeParameters = "F",
    serializedType = "varbinary")
public interface FlameGraphState extends AccumulatorState {
  /** Adds a value to the stack at a position of a block of arrays of frames. */
  void add(ArrayBlock stacks, int position, long value);

  /** Adds a value of each side to the stack at a position of a block of arrays of frames. */
  void add(ArrayBlock stacks, int position, long left, long right);

  /**
   * Takes the arguments of a row, before its stack is added.
   *
   * @throws TrinoException if they differ from those of another row of the group
   */
  void take(Arguments arguments);

  /**
   * Adds everything of the current group of another state.
   *
   * @throws TrinoException if its arguments are others
   */
  void merge(FlameGraphState other);

  /** The tree of the current group; null if nothing was added. */
  FlameGraphTree tree();

  /** The arguments of the current group; {@link Arguments#NONE} if there were none. */
  Arguments arguments();

  /** Replaces what the current group holds. */
  void set(FlameGraphTree tree, Arguments arguments);
}
