package io.flamelake.symbolize.index;

/**
 * What an index may be made of.
 *
 * @param ranges ranges of frames and lines together
 * @param frames frames
 * @param functions functions
 * @param chars characters of all names and paths together
 * @param depth calls inlined into one another; frames beyond it are left out
 */
public record IndexLimits(int ranges, int frames, int functions, long chars, int depth) {
  /** Enough for a debug file of some gigabytes. */
  public static final IndexLimits DEFAULT =
      new IndexLimits(100_000_000, 50_000_000, 20_000_000, 1L << 30, 256);

  public IndexLimits {
    if (depth < 1 || depth > IndexFormat.MAX_DEPTH) {
      throw new IllegalArgumentException(
          "The depth " + depth + " is not in [1, " + IndexFormat.MAX_DEPTH + "]");
    }
  }
}
