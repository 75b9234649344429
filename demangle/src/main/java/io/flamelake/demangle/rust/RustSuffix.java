package io.flamelake.demangle.rust;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Suffixed;

/** What LLVM and linkers append to names. */
final class RustSuffix {
  private static final String LLVM = ".llvm.";

  private RustSuffix() {}

  /** The tree with what follows the name; LLVM's own hash is dropped, as it differs by build. */
  static Node of(Cursor in, Node tree) {
    if (in.atEnd()) {
      return tree;
    }
    Cursor.require(in.peek() == '.' || in.peek() == '@' || in.peek() == '$');
    String suffix = in.rest();
    Cursor.require(suffix.length() > 1 && suffix.chars().allMatch(c -> c > ' ' && c < 0x7f));
    int version = suffix.indexOf('@');
    String clone = version < 0 ? suffix : suffix.substring(0, version);
    int hash = clone.indexOf(LLVM);
    if (hash >= 0) {
      int end = hash + LLVM.length();
      while (end < clone.length() && isHash(clone.charAt(end))) {
        end++;
      }
      clone = clone.substring(0, hash) + clone.substring(end);
    }
    String text = clone.isEmpty() ? "" : " [clone " + clone + "]";
    return new Suffixed(tree, version < 0 ? text : text + suffix.substring(version));
  }

  private static boolean isHash(char c) {
    return Cursor.isDigit(c) || (c >= 'A' && c <= 'F') || c == '@';
  }
}
