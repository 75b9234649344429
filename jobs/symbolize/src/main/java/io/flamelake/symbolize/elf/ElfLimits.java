package io.flamelake.symbolize.elf;

/**
 * What reading one file may cost.
 *
 * @param sections how many sections it may have
 * @param segments how many segments it may have
 * @param nameBytes how many bytes the names of its sections may have together
 * @param sectionBytes how many bytes one compressed section may have when it is inflated
 * @param inflatedBytes how many bytes all of its compressed sections may have when inflated
 * @param heapBytes inflated sections of more bytes than this go to a temporary file
 */
public record ElfLimits(
    int sections,
    int segments,
    long nameBytes,
    long sectionBytes,
    long inflatedBytes,
    int heapBytes) {
  /** Enough for the largest files that fit the readers of this project. */
  public static final ElfLimits DEFAULT =
      new ElfLimits(1 << 20, 1 << 16, 64L << 20, Integer.MAX_VALUE, 8L << 30, 4 << 20);
}
