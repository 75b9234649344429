package io.flamelake.udfs.export;

import io.airlift.slice.DynamicSliceOutput;
import io.airlift.slice.Slice;
import io.airlift.slice.SliceInput;
import io.flamelake.flamegraph.FlameGraphTree;

/**
 * The stacks of a group, as a tree whose labels are frames with all their fields, and the arguments
 * that its rows had.
 *
 * <p>Bytes, version 1: the byte 1, the arguments, and the tree as {@link FlameGraphTree#toBytes()}
 * writes it.
 */
final class Stacks {
  private static final byte VERSION = 1;
  private static final int LOG2_MEBI = 20;

  private final long maxBytes;
  private final FlameGraphTree tree;
  private final Arguments arguments;

  Stacks(long maxBytes) {
    this(maxBytes, new FlameGraphTree(), new Arguments());
  }

  private Stacks(long maxBytes, FlameGraphTree tree, Arguments arguments) {
    this.maxBytes = maxBytes;
    this.tree = tree;
    this.arguments = arguments;
  }

  FlameGraphTree tree() {
    return tree;
  }

  Arguments arguments() {
    return arguments;
  }

  /**
   * Adds everything of another group.
   *
   * @throws IllegalArgumentException if its rows had other arguments
   * @throws IllegalStateException if the stacks become too many
   * @throws ArithmeticException if a sum leaves the range of a long
   */
  void merge(Stacks other) {
    arguments.setAll(other.arguments);
    tree.merge(other.tree);
    checkSize();
  }

  /**
   * Refuses to hold more than the limit.
   *
   * @throws IllegalStateException if the stacks became too many
   */
  void checkSize() {
    if (tree.sizeInBytes() > maxBytes) {
      throw new IllegalStateException(
          "the stacks of a group take more than %d MiB; choose a shorter time or fewer services"
              .formatted(maxBytes >> LOG2_MEBI));
    }
  }

  long sizeInBytes() {
    return 64 + tree.sizeInBytes() + arguments.sizeInBytes();
  }

  Slice toSlice() {
    byte[] stacks = tree.toBytes();
    DynamicSliceOutput out = new DynamicSliceOutput(stacks.length + 64);
    out.writeByte(VERSION);
    arguments.writeTo(out);
    out.writeBytes(stacks);
    return out.slice();
  }

  /**
   * The stacks that {@link #toSlice} wrote.
   *
   * @throws IllegalArgumentException if the bytes are none that it writes
   */
  static Stacks fromSlice(Slice bytes, long maxBytes) {
    SliceInput in = bytes.getInput();
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "bytes of stacks have version %d, only %d is known".formatted(version, VERSION));
    }
    Arguments arguments = Arguments.readFrom(in);
    byte[] tree = in.readSlice(in.available()).getBytes();
    return new Stacks(maxBytes, FlameGraphTree.fromBytes(tree), arguments);
  }
}
