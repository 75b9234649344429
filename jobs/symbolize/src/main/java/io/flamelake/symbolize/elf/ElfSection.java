package io.flamelake.symbolize.elf;

/**
 * A section header (System V ABI, chapter 4, "Sections").
 *
 * @param index its place in the table of sections
 * @param name its name as the file has it
 * @param type what it holds, {@code SHT_...}
 * @param flags {@code SHF_...}
 * @param address where it stands in memory, or 0
 * @param offset where it stands in the file
 * @param size its size in bytes in the file, or in memory for a section without bytes
 * @param link the index of another section; its meaning depends on the type
 * @param alignment the alignment of its address
 */
public record ElfSection(
    int index,
    String name,
    int type,
    long flags,
    long address,
    long offset,
    long size,
    int link,
    long alignment) {
  static final int SYMBOL_TABLE = 2;
  static final int NOTE = 7;
  static final int NO_BITS = 8;
  static final int DYNAMIC_SYMBOL_TABLE = 11;
  static final int SYMBOL_TABLE_INDICES = 18;

  private static final long ALLOCATED = 2;
  private static final long EXECUTABLE = 4;
  private static final long COMPRESSED = 0x800;

  /** Whether the section has no bytes in this file: a detached file with only debug sections. */
  public boolean noBits() {
    return type == NO_BITS;
  }

  /** Whether the section has an address while the program runs. */
  public boolean allocated() {
    return (flags & ALLOCATED) != 0;
  }

  /** Whether the section holds code. */
  public boolean executable() {
    return allocated() && (flags & EXECUTABLE) != 0;
  }

  boolean compressed() {
    return (flags & COMPRESSED) != 0;
  }
}
