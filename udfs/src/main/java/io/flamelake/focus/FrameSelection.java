package io.flamelake.focus;

/** The frames of a stack that stay, in their order. */
public final class FrameSelection {
  private final int[] positions;
  private final boolean[] outermost;
  private int size;

  /**
   * @param capacity the number of frames of the stack
   */
  public FrameSelection(int capacity) {
    positions = new int[capacity];
    outermost = new boolean[capacity];
  }

  /** The positions of the frames in the stack, from 0 to {@link #size()}. */
  public int[] positions() {
    return positions;
  }

  /** The number of frames that stay. */
  public int size() {
    return size;
  }

  /** Whether a frame that stays is the outermost one of its location, so no longer inlined. */
  public boolean isOutermost(int index) {
    return outermost[index];
  }

  void add(int position) {
    positions[size++] = position;
  }

  void add(int from, int to) {
    for (int position = from; position < to; position++) {
      add(position);
    }
  }

  /** Ends a location of which the frames from an index on have stayed. */
  void endLocation(int firstIndex) {
    if (size > firstIndex) {
      outermost[size - 1] = true;
    }
  }
}
