package io.flamelake.udfs.flamegraph;

import static io.trino.spi.StandardErrorCode.INVALID_FUNCTION_ARGUMENT;

import io.airlift.slice.Slice;
import io.airlift.slice.SliceInput;
import io.airlift.slice.SliceOutput;
import io.airlift.slice.Slices;
import io.trino.spi.TrinoException;

/**
 * What a function is told beside stacks and their values: the same for all rows of a group.
 *
 * @param maxNodes how many nodes the result may have
 * @param scaling how the right side is scaled
 * @param title the heading of a page or picture
 * @param unit the unit of the values
 */
record Arguments(long maxNodes, Scaling scaling, Slice title, Slice unit) {
  /** Of a call that has stacks and values only. */
  static final Arguments NONE =
      new Arguments(
          Long.MAX_VALUE,
          Scaling.ABSOLUTE,
          Slices.utf8Slice("Flame graph"),
          Slices.utf8Slice("count"));

  private static final long FIXED_SIZE = 112;

  static Arguments maxNodes(long maxNodes) {
    return new Arguments(maxNodes, Scaling.ABSOLUTE, NONE.title, NONE.unit);
  }

  static Arguments scaling(Scaling scaling) {
    return new Arguments(NONE.maxNodes, scaling, NONE.title, NONE.unit);
  }

  static Arguments heading(Slice title, Slice unit) {
    return new Arguments(NONE.maxNodes, Scaling.ABSOLUTE, title, unit);
  }

  /**
   * The arguments of a group that has some and takes those of another row.
   *
   * @param first whether the group has no rows yet
   * @throws TrinoException if they differ
   */
  static Arguments same(boolean first, Arguments known, Arguments taken) {
    if (known.equals(taken)) {
      return known;
    }
    if (!first) {
      throw new TrinoException(
          INVALID_FUNCTION_ARGUMENT,
          "A flame graph's arguments after the values (a maximum of nodes, mode, seconds, title,"
              + " unit) must be the same in all rows of a group");
    }
    return taken.detached();
  }

  /** The same without a hold on the blocks that the texts came from. */
  private Arguments detached() {
    return new Arguments(maxNodes, scaling, title.copy(), unit.copy());
  }

  long sizeInBytes() {
    return this == NONE ? 0 : FIXED_SIZE + title.getRetainedSize() + unit.getRetainedSize();
  }

  void write(SliceOutput out) {
    out.writeLong(maxNodes);
    out.writeByte(scaling.kind().ordinal());
    out.writeDouble(scaling.secondsLeft());
    out.writeDouble(scaling.secondsRight());
    write(title, out);
    write(unit, out);
  }

  /** Reads what {@link #write} wrote. */
  static Arguments read(SliceInput in) {
    long maxNodes = in.readLong();
    Scaling.Kind kind = Scaling.Kind.values()[in.readByte()];
    Scaling scaling = new Scaling(kind, in.readDouble(), in.readDouble());
    return new Arguments(maxNodes, scaling, readText(in), readText(in));
  }

  private static void write(Slice text, SliceOutput out) {
    out.writeInt(text.length());
    out.writeBytes(text);
  }

  private static Slice readText(SliceInput in) {
    return in.readSlice(in.readInt()).copy();
  }
}
