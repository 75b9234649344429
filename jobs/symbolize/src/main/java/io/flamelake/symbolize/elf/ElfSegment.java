package io.flamelake.symbolize.elf;

/**
 * A program header (System V ABI, chapter 5, "Program Header").
 *
 * @param type {@code PT_...}
 * @param flags {@code PF_...}
 * @param offset where it stands in the file
 * @param address where it stands in memory
 * @param fileSize how many bytes of it the file has; 0 in most detached files
 * @param memorySize how many bytes of memory it takes
 * @param alignment the alignment of its address
 */
public record ElfSegment(
    int type,
    int flags,
    long offset,
    long address,
    long fileSize,
    long memorySize,
    long alignment) {
  private static final int LOAD = 1;
  private static final int NOTE = 4;
  private static final int EXECUTE = 1;

  /** Whether it is brought into memory. */
  public boolean load() {
    return type == LOAD;
  }

  /** Whether it is brought into memory and holds code. */
  public boolean executable() {
    return load() && (flags & EXECUTE) != 0;
  }

  boolean note() {
    return type == NOTE;
  }

  boolean hasFileOffset(long fileOffset) {
    return load() && Long.compareUnsigned(fileOffset - offset, fileSize) < 0;
  }
}
