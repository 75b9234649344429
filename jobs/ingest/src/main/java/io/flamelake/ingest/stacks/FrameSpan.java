package io.flamelake.ingest.stacks;

/**
 * The rows of a location's frames as one number: they are neighbours in {@link Frames}, leaf first,
 * and at least one.
 */
public final class FrameSpan {

  private FrameSpan() {}

  /** The span of {@code count} rows from {@code first} on. */
  public static long of(int first, int count) {
    return (long) first << 32 | first + count - 1;
  }

  /** The row of the leaf-most frame. */
  public static int first(long span) {
    return (int) (span >>> 32);
  }

  /** The row of the frame that all others are inlined into. */
  public static int last(long span) {
    return (int) span;
  }
}
