package io.flamelake.symbolize.gopclntab;

import io.flamelake.symbolize.MalformedFileException;
import java.nio.ByteBuffer;

/**
 * The calls that are inlined into functions ({@code FUNCDATA_InlTree}): for each the name of the
 * function, and where the call stands: up to Go 1.19 the file and line, later an instruction that
 * has them (Go's runtime/symtab.go, runtime/symtabinl.go).
 */
final class InlineTrees {
  /** Which data of an address tells the innermost inlined call. */
  static final int INDEX_KIND = 2;

  private static final int TREE_KIND = 3;

  private final Table table;
  private final ByteBuffer bytes;
  private final long start;
  private final boolean startLines;
  private final int callBytes;
  private final int nameAt;
  private final int parentAt;

  /**
   * The calls of a program.
   *
   * @param part the memory in which they are
   * @param address where in it the data of functions begins
   */
  InlineTrees(Table table, Memory.Part part, long address) {
    this.table = table;
    this.bytes = part.bytes();
    this.start = address - part.address();
    this.startLines = table.version() == Version.GO_1_20;
    this.callBytes = startLines ? 16 : 20;
    this.nameAt = startLines ? 4 : 12;
    this.parentAt = startLines ? 8 : 16;
  }

  /** Where a function's calls are; -1 if it has none. */
  long offset(int function) throws MalformedFileException {
    return table.functionData(function, TREE_KIND);
  }

  /** Whether the first call of a tree may be one. */
  boolean isRight(long tree) {
    long at = start + tree;
    return at <= bytes.limit() - callBytes
        && table.hasNameAt(bytes.getInt((int) at + nameAt))
        && bytes.getInt((int) at + parentAt) >= 0;
  }

  String name(long tree, int index) throws MalformedFileException {
    return table.nameAt(bytes.getInt(call(tree, index) + nameAt));
  }

  /** Whether a call tells its caller and line itself, and not an instruction that has both. */
  boolean tellsPlaces() {
    return !startLines;
  }

  /** The call into which the call is inlined, or a negative number. */
  int caller(long tree, int index) throws MalformedFileException {
    return bytes.getShort(call(tree, index));
  }

  /** The number of the file of the call. */
  int file(long tree, int index) throws MalformedFileException {
    return bytes.getInt(call(tree, index) + 4);
  }

  /** The line of the call. */
  int line(long tree, int index) throws MalformedFileException {
    return bytes.getInt(call(tree, index) + 8);
  }

  /** The distance of an instruction from the function's address whose line is that of the call. */
  int parent(long tree, int index) throws MalformedFileException {
    return bytes.getInt(call(tree, index) + parentAt);
  }

  int startLine(long tree, int index) throws MalformedFileException {
    return startLines ? bytes.getInt(call(tree, index) + 12) : 0;
  }

  private int call(long tree, int index) throws MalformedFileException {
    long at = start + tree + (long) index * callBytes;
    if (index < 0 || at > bytes.limit() - callBytes) {
      throw new MalformedFileException("an inlined call of Go's lies outside its section");
    }
    return (int) at;
  }
}
