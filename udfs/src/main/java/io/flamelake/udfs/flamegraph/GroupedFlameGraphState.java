package io.flamelake.udfs.flamegraph;

import io.flamelake.flamegraph.FlameGraphTree;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.function.GroupedAccumulatorState;
import io.trino.spi.type.Type;
import java.util.Arrays;

/** The flame graphs of an aggregation with groups, by the number of the group. */
final class GroupedFlameGraphState implements FlameGraphState, GroupedAccumulatorState {
  private static final long FIXED_SIZE = 144;

  private final StackWalk walk;
  private FlameGraphTree[] trees = new FlameGraphTree[0];
  private int group;
  private long treeBytes;

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
    walk.add(tree, stacks, position, value);
    treeBytes += tree.sizeInBytes() - before;
  }

  @Override
  public void merge(FlameGraphState other) {
    if (other.tree() == null) {
      return;
    }
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
  public void setTree(FlameGraphTree tree) {
    treeBytes += size(tree) - size(trees[group]);
    trees[group] = tree;
  }

  @Override
  public long getEstimatedSize() {
    return FIXED_SIZE + (long) trees.length * Long.BYTES + treeBytes;
  }

  private FlameGraphTree treeOfGroup() {
    if (trees[group] == null) {
      setTree(new FlameGraphTree());
    }
    return trees[group];
  }

  private static long size(FlameGraphTree tree) {
    return tree == null ? 0 : tree.sizeInBytes();
  }
}
