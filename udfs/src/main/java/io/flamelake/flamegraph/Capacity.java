package io.flamelake.flamegraph;

/** How arrays grow: by half, up to what an array can hold. */
public final class Capacity {
  /**
   * Some virtual machines cannot allocate the last few elements below {@link Integer#MAX_VALUE}.
   */
  private static final int MAX_LENGTH = Integer.MAX_VALUE - 16;

  private Capacity() {}

  /**
   * The new length of an array of {@code length} elements that must hold {@code needed}.
   *
   * @throws IllegalStateException if no array can hold as many
   */
  public static int grow(int length, long needed) {
    if (needed > MAX_LENGTH) {
      throw new IllegalStateException(
          "a flame graph cannot hold %d elements, at most %d".formatted(needed, MAX_LENGTH));
    }
    return (int) Math.min(MAX_LENGTH, Math.max(needed, length + (length >> 1) + 8L));
  }
}
