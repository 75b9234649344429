package io.flamelake.symbolize.index;

import io.flamelake.symbolize.index.Ranges.Boundaries;
import java.util.Arrays;

/**
 * Numbers functions, names, files and places anew, in the order in which addresses lead to them:
 * what stands together then differs little, and what no address leads to is left out. A name is
 * kept only where there is no system name of which it can be made.
 */
final class Numbering {
  private final IndexBuilder told;
  private final Tuples nodes;
  private final Texts names;
  private final Texts paths;
  private final Tuples functions = new Tuples();
  private final Tuples places = new Tuples();
  private final int[] nameIds;
  private final int[] pathIds;
  private final int[] functionIds;
  private final int[] placeIds;

  Numbering(IndexBuilder told, Tuples nodes) {
    this.told = told;
    this.nodes = nodes;
    this.names = new Texts(Long.MAX_VALUE);
    this.paths = new Texts(Long.MAX_VALUE);
    this.nameIds = unknown(told.names.size());
    this.pathIds = unknown(told.paths.size());
    this.functionIds = unknown(told.functions.size());
    this.placeIds = unknown(told.places.size());
  }

  private static int[] unknown(int size) {
    int[] ids = new int[size];
    Arrays.fill(ids, Ranges.NONE);
    return ids;
  }

  /** The boundaries with the new numbers of places. */
  Boundaries places(Boundaries byPlace) {
    Boundaries numbered = new Boundaries();
    for (int i = 0; i < byPlace.size(); i++) {
      numbered.add(byPlace.address(i), place(byPlace.item(i)));
    }
    return numbered;
  }

  SymbolTables tables() {
    int[] nodeFunctions = nodes.column(SymbolTables.FUNCTION);
    int[] calls = nodes.column(SymbolTables.CALL);
    for (int node = 0; node < nodes.size(); node++) {
      nodeFunctions[node] = function(nodeFunctions[node]);
      calls[node] = place(calls[node]);
    }
    return new SymbolTables(
        names.toStrings(),
        paths.toStrings(),
        functions.columns(SymbolTables.START_LINE + 1),
        SymbolTables.nodes(nodes.column(SymbolTables.CALLER), nodeFunctions, calls),
        places.columns(SymbolTables.COLUMN + 1));
  }

  private int place(int id) {
    if (id == Ranges.NONE) {
      return Ranges.NONE;
    }
    if (placeIds[id] == Ranges.NONE) {
      int file = path(told.places.get(id, SymbolTables.PLACE_FILE));
      int line = told.places.get(id, SymbolTables.LINE);
      placeIds[id] = places.id(file, line, told.places.get(id, SymbolTables.COLUMN), 0);
    }
    return placeIds[id];
  }

  private int function(int id) {
    if (functionIds[id] == Ranges.NONE) {
      int name = told.functions.get(id, SymbolTables.NAME);
      int systemName = told.functions.get(id, SymbolTables.SYSTEM_NAME);
      boolean mangled = systemName != Texts.NONE;
      functionIds[id] =
          functions.id(
              mangled ? Texts.NONE : name(name),
              name(mangled ? systemName : name),
              path(told.functions.get(id, SymbolTables.FILE)),
              told.functions.get(id, SymbolTables.START_LINE));
    }
    return functionIds[id];
  }

  private int path(int id) {
    if (id == Texts.NONE) {
      return Texts.NONE;
    }
    if (pathIds[id] == Ranges.NONE) {
      pathIds[id] = paths.id(told.paths.get(id));
    }
    return pathIds[id];
  }

  private int name(int id) {
    if (id == Texts.NONE) {
      return Texts.NONE;
    }
    if (nameIds[id] == Ranges.NONE) {
      nameIds[id] = names.id(told.names.get(id));
    }
    return nameIds[id];
  }
}
