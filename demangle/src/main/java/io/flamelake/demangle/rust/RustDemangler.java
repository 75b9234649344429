package io.flamelake.demangle.rust;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;

/** Parses names of v0, RFC 2603, into trees. */
public final class RustDemangler {
  private RustDemangler() {}

  /**
   * The tree of a name.
   *
   * @param from where it goes on behind its {@code _R}
   * @throws io.flamelake.demangle.tree.Refused when it is no whole name, or beyond the limits
   */
  public static Node parse(String name, int from) {
    Cursor in = new Cursor(name, from);
    // A digit would be the version of another scheme.
    Cursor.require(in.peek() >= 'A' && in.peek() <= 'Z');
    Paths paths = new Paths(in, from);
    Node tree = paths.path(false);
    if (in.peek() >= 'A' && in.peek() <= 'Z') {
      // The crate that the function was instantiated for.
      paths.path(false);
    }
    return RustSuffix.of(in, tree);
  }
}
