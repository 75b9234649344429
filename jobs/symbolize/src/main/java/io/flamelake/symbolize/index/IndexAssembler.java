package io.flamelake.symbolize.index;

import io.flamelake.symbolize.index.Ranges.Boundaries;
import java.util.Arrays;

/**
 * Joins what was gathered: at each address the frame, its callers, and the name of the outermost.
 */
final class IndexAssembler {
  private static final int UNKNOWN = -2;

  private final IndexBuilder told;
  private final FrameTable frames;

  /** As in {@link SymbolTables}. */
  private final Tuples nodes = new Tuples();

  /** The node last made of a frame, and the function that gave its outermost frame the name. */
  private final int[] lastNode;

  private final int[] lastNaming;

  IndexAssembler(IndexBuilder told) {
    this.told = told;
    this.frames = told.frames;
    this.lastNode = new int[frames.size()];
    this.lastNaming = new int[frames.size()];
    Arrays.fill(lastNaming, UNKNOWN);
  }

  SymbolIndex assemble(IndexHeader header) {
    int[] ranks = frames.ranks();
    Boundaries byFrame = told.ranges.disjoint(frame -> ranks[frame]);
    Boundaries byName = told.naming.disjoint(frame -> frame);
    Boundaries byNode = byFrame.join(byName, this::named);
    Boundaries byPlace =
        told.lines
            .disjoint(place -> 0)
            .join(files(byNode), (place, file) -> place == Ranges.NONE ? file : place)
            .join(byNode, (place, node) -> node == Ranges.NONE ? Ranges.NONE : place);
    Numbering numbering = new Numbering(told, nodes);
    Boundaries lines = numbering.places(byPlace);
    return new SymbolIndex(header, numbering.tables(), byNode.toMap(), lines.toMap());
  }

  private int named(int frame, int symbol) {
    return frame == Ranges.NONE ? Ranges.NONE : node(frame, naming(frame, symbol));
  }

  /** The files of symbols, but for code of functions that are inlined: those are of other files. */
  private Boundaries files(Boundaries byNode) {
    return told.symbolFiles
        .disjoint(place -> 0)
        .join(byNode, (place, node) -> isInlined(node) ? Ranges.NONE : place);
  }

  private boolean isInlined(int node) {
    return node != Ranges.NONE && nodes.get(node, SymbolTables.CALLER) != Ranges.NONE;
  }

  /** The function whose name the outermost frame gets. */
  private int naming(int frame, int symbol) {
    boolean named = symbol != Ranges.NONE && frames.isFromDwarf(frame);
    return named ? frames.function(symbol) : Ranges.NONE;
  }

  /** Calls itself as deep as frames are inlined, which the builder's limits bound. */
  private int node(int frame, int naming) {
    if (lastNaming[frame] != naming) {
      int caller = frames.caller(frame);
      int function = frames.function(frame);
      lastNode[frame] =
          caller == FrameTable.NO_CALLER
              ? nodes.id(Ranges.NONE, renamed(function, naming), Ranges.NONE, 0)
              : nodes.id(node(caller, naming), function, frames.callPlace(frame), 0);
      lastNaming[frame] = naming;
    }
    return lastNode[frame];
  }

  private int renamed(int function, int naming) {
    if (naming == Ranges.NONE) {
      return function;
    }
    Tuples functions = told.functions;
    int name = functions.get(function, SymbolTables.NAME);
    int systemName = functions.get(function, SymbolTables.SYSTEM_NAME);
    int symbol = functions.get(naming, SymbolTables.SYSTEM_NAME);
    if (symbol == (systemName == Texts.NONE ? name : systemName)) {
      return function;
    }
    int file = functions.get(function, SymbolTables.FILE);
    return functions.id(Texts.NONE, symbol, file, functions.get(function, SymbolTables.START_LINE));
  }
}
