package io.flamelake.udfs.flamegraph;

import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.type.Type;

/** The flame graph of an aggregation without groups. */
final class SingleFlameGraphState implements FlameGraphState {
  private static final long FIXED_SIZE = 136;

  private final Type frame;
  private final StackWalk walk;
  private FlameGraphTree tree;
  private Arguments arguments = Arguments.NONE;

  SingleFlameGraphState(Type frame) {
    this.frame = frame;
    this.walk = new StackWalk(frame);
  }

  @Override
  public void add(ArrayBlock stacks, int position, long value) {
    FlameGraphTree to = madeTree();
    to.addSelf(walk.leaf(to, stacks, position), value);
  }

  @Override
  public void add(ArrayBlock stacks, int position, long left, long right) {
    FlameGraphTree to = madeTree();
    int leaf = walk.leaf(to, stacks, position);
    to.addSelf(leaf, left);
    to.addSelfRight(leaf, right);
  }

  @Override
  public void take(Arguments taken) {
    arguments = Arguments.same(tree == null, arguments, taken);
  }

  @Override
  public void merge(FlameGraphState other) {
    if (other.tree() == null) {
      return;
    }
    take(other.arguments());
    madeTree().merge(other.tree());
  }

  @Override
  public FlameGraphTree tree() {
    return tree;
  }

  @Override
  public Arguments arguments() {
    return arguments;
  }

  @Override
  public void set(FlameGraphTree newTree, Arguments newArguments) {
    tree = newTree;
    arguments = newArguments;
  }

  @Override
  public long getEstimatedSize() {
    return FIXED_SIZE
        + walk.sizeInBytes()
        + arguments.sizeInBytes()
        + (tree == null ? 0 : tree.sizeInBytes());
  }

  @Override
  public AccumulatorState copy() {
    SingleFlameGraphState copy = new SingleFlameGraphState(frame);
    copy.merge(this);
    return copy;
  }

  private FlameGraphTree madeTree() {
    if (tree == null) {
      tree = new FlameGraphTree();
    }
    return tree;
  }
}
