package io.flamelake.udfs.flamegraph;

import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.type.Type;

/** The flame graph of an aggregation without groups. */
final class SingleFlameGraphState implements FlameGraphState {
  private static final long FIXED_SIZE = 128;

  private final Type frame;
  private final StackWalk walk;
  private FlameGraphTree tree;

  SingleFlameGraphState(Type frame) {
    this.frame = frame;
    this.walk = new StackWalk(frame);
  }

  @Override
  public void add(ArrayBlock stacks, int position, long value) {
    if (tree == null) {
      tree = new FlameGraphTree();
    }
    walk.add(tree, stacks, position, value);
  }

  @Override
  public void merge(FlameGraphState other) {
    if (other.tree() == null) {
      return;
    }
    if (tree == null) {
      tree = new FlameGraphTree();
    }
    tree.merge(other.tree());
  }

  @Override
  public FlameGraphTree tree() {
    return tree;
  }

  @Override
  public void setTree(FlameGraphTree tree) {
    this.tree = tree;
  }

  @Override
  public long getEstimatedSize() {
    return FIXED_SIZE + (tree == null ? 0 : tree.sizeInBytes());
  }

  @Override
  public AccumulatorState copy() {
    SingleFlameGraphState copy = new SingleFlameGraphState(frame);
    copy.merge(this);
    return copy;
  }
}
