package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Prefixed;
import io.flamelake.demangle.tree.Suffixed;

/** Parses names of C++ functions and data into trees. */
public final class ItaniumDemangler {
  private static final String BLOCK = "_block_invoke";

  private ItaniumDemangler() {}

  /**
   * The tree of a name.
   *
   * @param from where it goes on behind its {@code _Z}
   * @throws io.flamelake.demangle.tree.Refused when it is no whole name, or beyond the limits
   */
  public static Node parse(String name, int from) {
    Cursor in = new Cursor(name, from);
    Node tree = new Parser(in).encodings.encoding();
    if (in.take(BLOCK)) {
      in.take('_');
      while (in.peekDigit()) {
        in.skip(1);
      }
      tree = new Prefixed("invocation function for block in ", tree);
    }
    return in.atEnd() ? tree : new Suffixed(tree, Suffixes.of(in));
  }
}
