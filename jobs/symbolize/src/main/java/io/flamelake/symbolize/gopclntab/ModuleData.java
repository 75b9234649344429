package io.flamelake.symbolize.gopclntab;

import io.flamelake.symbolize.MalformedFileException;

/**
 * Go's description of the program, {@code runtime.firstmoduledata}: it begins with a pointer to the
 * table, and says where the code and the data of functions begin. Its layout differs between
 * releases, so a pointer is taken for that to the data of functions only if the inlined calls of
 * the first functions can be read there.
 */
final class ModuleData {
  /** Which word is the beginning of the code, from Go 1.16 on. */
  private static final int TEXT = 22;

  /** Which words may be that to the data of functions: 38 in Go 1.18, 40 since Go 1.20. */
  private static final int FIRST = 36;

  private static final int LAST = 52;

  /** How many functions with inlined calls are tried. */
  private static final int TRIED = 64;

  private final Memory memory;
  private final Table table;
  private final long address;

  private ModuleData(Memory memory, Table table, long address) {
    this.memory = memory;
    this.table = table;
    this.address = address;
  }

  /**
   * Finds the description.
   *
   * @return null if there is none; only from Go 1.18 on
   */
  static ModuleData find(Memory memory, Table table, long tableAddress) {
    int names = table.namesOffset();
    long found =
        memory.findPointer(
            tableAddress,
            place -> memory.pointer(place + memory.pointerBytes()) == tableAddress + names);
    return found == 0 ? null : new ModuleData(memory, table, found);
  }

  /** Where the code begins. */
  long text() {
    return word(TEXT);
  }

  private long word(int index) {
    return memory.pointer(address + (long) index * memory.pointerBytes());
  }

  /** Where the data of functions is; null if it was not found. */
  InlineTrees inlineTrees() throws MalformedFileException {
    for (int index = FIRST; index <= LAST; index++) {
      long start = word(index);
      Memory.Part part = start == 0 ? null : memory.part(start, 1);
      if (part != null) {
        InlineTrees trees = new InlineTrees(table, part, start);
        if (isRight(trees)) {
          return trees;
        }
      }
    }
    return null;
  }

  private boolean isRight(InlineTrees trees) throws MalformedFileException {
    int tried = 0;
    for (int i = 0; i < table.count() && tried < TRIED; i++) {
      int function = table.function(i);
      long offset = trees.offset(function);
      if (offset >= 0) {
        if (!trees.isRight(offset)) {
          return false;
        }
        tried++;
      }
    }
    return tried > 0;
  }
}
