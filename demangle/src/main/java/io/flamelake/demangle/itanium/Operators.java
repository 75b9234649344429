package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import java.util.HashMap;
import java.util.Map;
import java.util.StringTokenizer;

/** The operators of section 5.1.5 and how they are written. */
final class Operators {
  /** How many operands stand where. */
  enum Kind {
    PREFIX,
    POSTFIX,
    BINARY,
    TERNARY,
    MEMBER,
    INDEX,
    CALL,
    NEW
  }

  /** An operator. */
  record Operator(String symbol, Kind kind) {}

  private static final Map<String, Operator> BY_CODE = new HashMap<>();

  static {
    add(Kind.PREFIX, "ps + ng - ad & de * co ~ nt ! dl delete da delete[] aw co_await");
    add(Kind.POSTFIX, "pp ++ mm --");
    add(Kind.BINARY, "pl + mi - ml * dv / rm % an & or | eo ^ aS = pL += mI -= mL *= dV /=");
    add(Kind.BINARY, "rM %= aN &= oR |= eO ^= ls << rs >> lS <<= rS >>= eq == ne != lt < gt >");
    add(Kind.BINARY, "le <= ge >= ss <=> aa && oo || cm ,");
    add(Kind.MEMBER, "pm ->* pt -> dt . ds .*");
    add(Kind.INDEX, "ix []");
    add(Kind.CALL, "cl ()");
    add(Kind.TERNARY, "qu ?");
    add(Kind.NEW, "nw new na new[]");
  }

  private Operators() {}

  private static void add(Kind kind, String codesAndSymbols) {
    StringTokenizer parts = new StringTokenizer(codesAndSymbols);
    while (parts.hasMoreTokens()) {
      BY_CODE.put(parts.nextToken(), new Operator(parts.nextToken(), kind));
    }
  }

  /** The operator of the two characters that follow, or null. */
  static Operator find(Cursor in) {
    return BY_CODE.get(new String(new char[] {in.peek(), in.peek(1)}));
  }

  /** Passes an operator's code; its name as that of a function. */
  static String name(Cursor in) {
    Operator operator = find(in);
    Cursor.require(operator != null);
    in.skip(2);
    String symbol = operator.symbol();
    return (Character.isLetter(symbol.charAt(0)) ? "operator " : "operator") + symbol;
  }
}
