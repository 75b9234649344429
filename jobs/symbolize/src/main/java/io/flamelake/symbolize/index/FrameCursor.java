package io.flamelake.symbolize.index;

/**
 * The frames of an address, innermost first. It is used again for the next address, by one thread;
 * nothing is allocated.
 */
public final class FrameCursor {
  private final AddressMap frameMap;
  private final AddressMap lineMap;
  private final int[] nodes;
  private final int[] files;
  private final int[] lines;
  private final int[] columns;

  private final int[] functions;
  private final int[] places;
  private int depth;

  FrameCursor(SymbolIndex index) {
    this.frameMap = index.frameMap();
    this.lineMap = index.lineMap();
    this.nodes = index.tables().nodes();
    int[][] placeColumns = index.tables().places();
    this.files = placeColumns[SymbolTables.PLACE_FILE];
    this.lines = placeColumns[SymbolTables.LINE];
    this.columns = placeColumns[SymbolTables.COLUMN];
    this.functions = new int[index.maxDepth()];
    this.places = new int[index.maxDepth()];
  }

  /**
   * Looks an address up.
   *
   * @param address the file's virtual address; of a caller, one within the call
   * @return how many frames it has; 0 if nothing is known
   */
  public int lookup(long address) {
    int node = frameMap.find(address);
    int place = lineMap.find(address);
    depth = 0;
    while (node != Ranges.NONE) {
      int at = node * SymbolTables.NODE;
      functions[depth] = nodes[at + SymbolTables.FUNCTION];
      places[depth] = place;
      depth++;
      place = nodes[at + SymbolTables.CALL];
      node = nodes[at + SymbolTables.CALLER];
    }
    return depth;
  }

  /** How many frames the address has. */
  public int depth() {
    return depth;
  }

  /** The function's id. */
  public int function(int frame) {
    return functions[frame];
  }

  /** The id of the file of the code; -1 if it is not known. */
  public int file(int frame) {
    return places[frame] == Ranges.NONE ? Ranges.NONE : files[places[frame]];
  }

  /** The line, which is that of the call for a frame that has others inlined; 0 if not known. */
  public int line(int frame) {
    return places[frame] == Ranges.NONE ? 0 : lines[places[frame]];
  }

  /** The column, or 0. */
  public int column(int frame) {
    return places[frame] == Ranges.NONE ? 0 : columns[places[frame]];
  }

  /** Whether the function is inlined into that of the next frame. */
  public boolean inlined(int frame) {
    return frame < depth - 1;
  }
}
