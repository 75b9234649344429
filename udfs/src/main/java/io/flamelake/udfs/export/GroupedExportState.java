package io.flamelake.udfs.export;

import io.trino.spi.block.ArrayBlock;
import io.trino.spi.function.GroupedAccumulatorState;
import io.trino.spi.type.Type;
import java.util.Arrays;

/** The stacks of an aggregation with groups, by the number of the group. */
final class GroupedExportState implements ExportState, GroupedAccumulatorState {
  private static final long FIXED_SIZE = 1024;

  private final long maxBytes;
  private final StackReader reader;
  private Stacks[] groups = new Stacks[0];
  private int group;
  private long bytes;

  GroupedExportState(Type frame, long maxBytes) {
    this.maxBytes = maxBytes;
    this.reader = new StackReader(frame);
  }

  @Override
  public void setGroupId(int groupId) {
    group = groupId;
  }

  @Override
  public void ensureCapacity(int size) {
    if (size > groups.length) {
      groups = Arrays.copyOf(groups, Math.max(size, groups.length + (groups.length >> 1)));
    }
  }

  @Override
  public void add(ArrayBlock block, int position, long value) {
    Stacks stacks = made();
    long before = stacks.tree().sizeInBytes();
    reader.add(stacks.tree(), block, position, value);
    bytes += stacks.tree().sizeInBytes() - before;
    stacks.checkSize();
  }

  @Override
  public void merge(ExportState other) {
    if (other.stacks() != null) {
      Stacks stacks = made();
      long before = stacks.sizeInBytes();
      stacks.merge(other.stacks());
      bytes += stacks.sizeInBytes() - before;
    }
  }

  @Override
  public Stacks stacks() {
    return groups[group];
  }

  @Override
  public void setStacks(Stacks stacks) {
    bytes += size(stacks) - size(groups[group]);
    groups[group] = stacks;
  }

  @Override
  public long getEstimatedSize() {
    return FIXED_SIZE + (long) groups.length * Long.BYTES + bytes;
  }

  private Stacks made() {
    if (groups[group] == null) {
      setStacks(new Stacks(maxBytes));
    }
    return groups[group];
  }

  private static long size(Stacks stacks) {
    return stacks == null ? 0 : stacks.sizeInBytes();
  }
}
