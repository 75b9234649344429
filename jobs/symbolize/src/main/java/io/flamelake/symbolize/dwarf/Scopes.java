package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.lists.IntList;

/**
 * In which namespaces and types the functions of a unit stand, as far as their names need it. Ids
 * of scopes are dense; functions come in the order of their offsets.
 */
final class Scopes {
  /** The unit itself. */
  static final int ROOT = -1;

  private static final int MAX_DEPTH = 256;

  private final IntList entries = new IntList();
  private final IntList depths = new IntList();
  private final IntList parents = new IntList();
  private final IntList functions = new IntList();
  private final IntList functionScopes = new IntList();
  private String[] paths = {};

  void clear() {
    entries.clear();
    depths.clear();
    parents.clear();
    functions.clear();
    functionScopes.clear();
    paths = new String[0];
  }

  /** Adds the scope that an entry is; one that stands too deep is taken for its parent. */
  int add(int parent, int entry) {
    int depth = parent == ROOT ? 0 : depths.get(parent) + 1;
    if (depth == MAX_DEPTH) {
      return parent;
    }
    entries.add(entry);
    depths.add(depth);
    parents.add(parent);
    return entries.size() - 1;
  }

  /** Says in which scope a function stands. */
  void addFunction(int entry, int scope) {
    functions.add(entry);
    functionScopes.add(scope);
  }

  int scopeOf(int function) {
    int index = functions.find(function);
    return index < 0 ? ROOT : functionScopes.get(index);
  }

  int entry(int scope) {
    return entries.get(scope);
  }

  int parent(int scope) {
    return parents.get(scope);
  }

  /** The path of a scope if it was set. */
  String path(int scope) {
    return scope < paths.length ? paths[scope] : null;
  }

  void setPath(int scope, String path) {
    if (paths.length == 0) {
      paths = new String[entries.size()];
    }
    paths[scope] = path;
  }
}
