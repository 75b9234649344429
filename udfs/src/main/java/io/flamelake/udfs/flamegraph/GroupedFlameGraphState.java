package io.flamelake.udfs.flamegraph;

import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.function.GroupedAccumulatorState;
import io.trino.spi.type.Type;
import java.util.Arrays;

/** The flame graphs of an aggregation with groups, by the number of the group. */
final class GroupedFlameGraphState implements FlameGraphState, GroupedAccumulatorState {
  private static final long FIXED_SIZE = 168;

  private final StackWalk walk;
  private FlameGraphTree[] trees = new FlameGraphTree[0];
  // Shorter than the trees for as long as all groups beyond have none
  private Arguments[] arguments = new Arguments[0];
  private int group;
  private long treeBytes;
  private long argumentBytes;

  GroupedFlameGraphState(Type frame) {
    this.walk = new StackWalk(frame);
  }

  @Override
  public void setGroupId(int groupId) {
    group = groupId;
  }

  @Override
  public void ensureCapacity(int size) {
    if (size > trees.length) {
      trees = Arrays.copyOf(trees, Math.max(size, trees.length + (trees.length >> 1)));
    }
  }

  @Override
  public void add(ArrayBlock stacks, int position, long value) {
    FlameGraphTree tree = treeOfGroup();
    long before = tree.sizeInBytes();
    tree.addSelf(walk.leaf(tree, stacks, position), value);
    treeBytes += tree.sizeInBytes() - before;
  }

  @Override
  public void add(ArrayBlock stacks, int position, long left, long right) {
    FlameGraphTree tree = treeOfGroup();
    long before = tree.sizeInBytes();
    int leaf = walk.leaf(tree, stacks, position);
    tree.addSelf(leaf, left);
    tree.addSelfRight(leaf, right);
    treeBytes += tree.sizeInBytes() - before;
  }

  @Override
  public void take(Arguments taken) {
    setArguments(Arguments.same(trees[group] == null, arguments(), taken));
  }

  @Override
  public void merge(FlameGraphState other) {
    if (other.tree() == null) {
      return;
    }
    take(other.arguments());
    FlameGraphTree tree = treeOfGroup();
    long before = tree.sizeInBytes();
    tree.merge(other.tree());
    treeBytes += tree.sizeInBytes() - before;
  }

  @Override
  public FlameGraphTree tree() {
    return trees[group];
  }

  @Override
  public Arguments arguments() {
    return group < arguments.length && arguments[group] != null ? arguments[group] : Arguments.NONE;
  }

  @Override
  public void set(FlameGraphTree newTree, Arguments newArguments) {
    setTree(newTree);
    setArguments(newArguments);
  }

  @Override
  public long getEstimatedSize() {
    long references = trees.length + (long) arguments.length;
    return FIXED_SIZE + walk.sizeInBytes() + references * Long.BYTES + treeBytes + argumentBytes;
  }

  private void setArguments(Arguments taken) {
    Arguments before = arguments();
    if (taken == before) {
      return;
    }
    if (group >= arguments.length) {
      arguments = Arrays.copyOf(arguments, trees.length);
    }
    argumentBytes += taken.sizeInBytes() - before.sizeInBytes();
    arguments[group] = taken;
  }

  private FlameGraphTree treeOfGroup() {
    if (trees[group] == null) {
      setTree(new FlameGraphTree());
    }
    return trees[group];
  }

  private void setTree(FlameGraphTree tree) {
    treeBytes += size(tree) - size(trees[group]);
    trees[group] = tree;
  }

  private static long size(FlameGraphTree tree) {
    return tree == null ? 0 : tree.sizeInBytes();
  }
}
