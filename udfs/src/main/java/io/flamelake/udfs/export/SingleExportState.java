package io.flamelake.udfs.export;

import io.trino.spi.block.ArrayBlock;
import io.trino.spi.function.AccumulatorState;
import io.trino.spi.type.Type;

/** The stacks of an aggregation without groups. */
final class SingleExportState implements ExportState {
  private static final long FIXED_SIZE = 1024;

  private final Type frame;
  private final long maxBytes;
  private final StackReader reader;
  private Stacks stacks;

  SingleExportState(Type frame, long maxBytes) {
    this.frame = frame;
    this.maxBytes = maxBytes;
    this.reader = new StackReader(frame);
  }

  @Override
  public void add(ArrayBlock block, int position, long value) {
    reader.add(made().tree(), block, position, value);
    stacks.checkSize();
  }

  @Override
  public void merge(ExportState other) {
    if (other.stacks() != null) {
      made().merge(other.stacks());
    }
  }

  @Override
  public Stacks stacks() {
    return stacks;
  }

  @Override
  public void setStacks(Stacks stacks) {
    this.stacks = stacks;
  }

  @Override
  public long getEstimatedSize() {
    return FIXED_SIZE + (stacks == null ? 0 : stacks.sizeInBytes());
  }

  @Override
  public AccumulatorState copy() {
    SingleExportState copy = new SingleExportState(frame, maxBytes);
    copy.merge(this);
    return copy;
  }

  private Stacks made() {
    if (stacks == null) {
      stacks = new Stacks(maxBytes);
    }
    return stacks;
  }
}
