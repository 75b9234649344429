package io.flamelake.symbolize.index;

/** Where symbols come from. The order is that in which they are told: the first goes before. */
public enum Layer {
  /** The sections .debug_*. */
  DWARF,
  /** The table of functions and lines in programs made by Go. */
  GO_PCLNTAB,
  /** The section .symtab. */
  SYMTAB,
  /** The section .dynsym. */
  DYNSYM,
  /** The stubs that call functions of other files. */
  PLT;

  /** Whether it has all functions of a program, and not just those that other files may call. */
  public boolean namesAllFunctions() {
    return this == DWARF || this == GO_PCLNTAB || this == SYMTAB;
  }

  /** Whether its names of functions take the place of DWARF's, which do not tell clones apart. */
  boolean namesClones() {
    return this == SYMTAB || this == DYNSYM;
  }
}
