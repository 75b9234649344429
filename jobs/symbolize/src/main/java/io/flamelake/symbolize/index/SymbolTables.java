package io.flamelake.symbolize.index;

/**
 * What the addresses of an index lead to. Ids are positions in the columns; {@link Ranges#NONE}
 * stands for none.
 *
 * @param names names of functions
 * @param paths paths of files
 * @param functions columns: name, which is none if it is the demangled system name; system name,
 *     file, line of the declaration
 * @param nodes frames with all their callers, each in {@link #NODE} ints side by side, since a
 *     look-up wants them all: the caller's node, which is a lesser one, the function, the place of
 *     the call
 * @param places columns: file, line, column
 */
record SymbolTables(Strings names, Strings paths, int[][] functions, int[] nodes, int[][] places) {
  static final int NAME = 0;
  static final int SYSTEM_NAME = 1;
  static final int FILE = 2;
  static final int START_LINE = 3;

  static final int NODE = 3;
  static final int CALLER = 0;
  static final int FUNCTION = 1;
  static final int CALL = 2;

  static final int PLACE_FILE = 0;
  static final int LINE = 1;
  static final int COLUMN = 2;

  /** Puts the columns of nodes side by side. */
  static int[] nodes(int[] callers, int[] functions, int[] calls) {
    int[] nodes = new int[Math.multiplyExact(callers.length, NODE)];
    for (int i = 0; i < callers.length; i++) {
      nodes[i * NODE + CALLER] = callers[i];
      nodes[i * NODE + FUNCTION] = functions[i];
      nodes[i * NODE + CALL] = calls[i];
    }
    return nodes;
  }

  int nodeCount() {
    return nodes.length / NODE;
  }

  /** One column of nodes. */
  int[] nodeColumn(int column) {
    int[] values = new int[nodeCount()];
    for (int i = 0; i < values.length; i++) {
      values[i] = nodes[i * NODE + column];
    }
    return values;
  }

  long sizeInBytes() {
    return names.sizeInBytes()
        + paths.sizeInBytes()
        + size(functions)
        + (long) nodes.length * Integer.BYTES
        + size(places);
  }

  private static long size(int[][] columns) {
    return (long) columns.length * columns[0].length * Integer.BYTES;
  }
}
