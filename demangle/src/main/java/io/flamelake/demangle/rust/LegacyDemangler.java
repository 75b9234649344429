package io.flamelake.demangle.rust;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Output;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses names of the scheme before v0. They look like a nested name of C++ whose last part is a
 * hash, and whose other parts hold what no linker takes as {@code $LT$} and the like.
 */
public final class LegacyDemangler {
  private static final int HASH_DIGITS = 16;

  /** A hash has more distinct digits than this, but for one of many billions. */
  private static final int FEW_DIGITS = 4;

  private LegacyDemangler() {}

  /** A path: its parts as they are printed, without the hash, and the hash. */
  private record Path(List<String> parts, String hash) implements Node {
    @Override
    public void left(Output out) {
      boolean generic = out.detail().hasTemplateArguments();
      for (int i = 0; i < parts.size(); i++) {
        if (i > 0) {
          out.append("::");
        }
        out.append(generic ? parts.get(i) : Generics.without(parts.get(i)));
      }
      if (out.detail().hasParameters()) {
        out.append("::");
        out.append(hash);
      }
    }
  }

  /**
   * The tree of a name, or null when it is not of this scheme.
   *
   * @param from where it goes on behind its {@code _Z}
   */
  public static Node parse(String name, int from) {
    int end = end(name, from);
    if (end < 0) {
      return null;
    }
    Cursor in = new Cursor(name, from);
    in.expect('N');
    List<String> parts = new ArrayList<>();
    String last = null;
    while (!in.take('E')) {
      if (last != null) {
        parts.add(Escapes.decode(last));
      }
      last = in.text(in.number());
    }
    Cursor.require(in.position() == end && !parts.isEmpty());
    return RustSuffix.of(in, new Path(parts, last));
  }

  /** Where the name ends behind its hash; -1 when it has none. */
  private static int end(String name, int from) {
    int hash = name.lastIndexOf("17h");
    int end = hash + 4 + HASH_DIGITS;
    boolean whole =
        hash > from
            && end <= name.length()
            && name.charAt(from) == 'N'
            && name.charAt(end - 1) == 'E';
    if (!whole || (end < name.length() && ".@$".indexOf(name.charAt(end)) < 0)) {
      return -1;
    }
    int distinct = 0;
    for (int i = hash + 3; i < end - 1; i++) {
      int digit = Character.digit(name.charAt(i), 16);
      if (digit < 0 || Character.isUpperCase(name.charAt(i))) {
        return -1;
      }
      distinct |= 1 << digit;
    }
    return Integer.bitCount(distinct) > FEW_DIGITS && isPath(name, from + 1, hash) ? end : -1;
  }

  /** Whether nothing but lengths and identifiers of Rust stand there. */
  private static boolean isPath(String name, int from, int to) {
    int at = from;
    while (at < to) {
      int length = 0;
      int start = at;
      while (at < to && Cursor.isDigit(name.charAt(at)) && length < name.length()) {
        length = length * 10 + (name.charAt(at++) - '0');
      }
      if (at == start || length > to - at) {
        return false;
      }
      at += length;
    }
    return at == to;
  }
}
