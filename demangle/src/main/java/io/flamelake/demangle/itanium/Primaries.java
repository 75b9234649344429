package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Nested;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Prefixed;
import io.flamelake.demangle.tree.Refused;
import io.flamelake.demangle.tree.Text;

/** Literals, parameters and unresolved names: the leaves of expressions, section 5.1.6.4. */
final class Primaries {
  private static final Node NULLPTR = new Text("nullptr");

  private final Parser parser;
  private final Cursor in;

  Primaries(Parser parser) {
    this.parser = parser;
    this.in = parser.in;
  }

  /** The leaf that follows, or null. */
  Node parse() {
    return switch (in.peek()) {
      case 'L' -> literal();
      case 'T' -> parser.arguments.parameter();
      case 'f' -> functionParameter();
      case 's' -> in.looksAt("sr") ? unresolved() : null;
      case 'o' -> in.looksAt("on") ? base() : null;
      case 'd' -> in.looksAt("dn") ? base() : null;
      default -> in.peekDigit() ? base() : null;
    };
  }

  /** {@code L type value E}, {@code L_Z encoding E}. */
  Node literal() {
    in.enter();
    in.expect('L');
    Node literal;
    if (in.take("_Z") || in.take('Z')) {
      literal = parser.encodings.encoding();
      in.expect('E');
    } else if (in.take("DnE") || in.take("Dn0E")) {
      literal = NULLPTR;
    } else {
      literal = typed();
    }
    in.leave();
    return literal;
  }

  private Node typed() {
    char kind = in.peek();
    Node type = parser.types.type();
    if (in.take('E')) {
      return new ExpressionNodes.Literal(type, "", "");
    }
    String sign = in.take('n') ? "-" : "";
    int from = in.position();
    while (in.peek() != 'E') {
      char c = in.next();
      Cursor.require(Cursor.isDigit(c) || (c >= 'a' && c <= 'f') || c == '_' || c == '.');
    }
    String value = in.since(from);
    in.skip(1);
    Cursor.require(!value.isEmpty());
    return switch (kind) {
      case 'i' -> new ExpressionNodes.Literal(null, sign, value);
      case 'j' -> new ExpressionNodes.Literal(null, sign, value + "u");
      case 'l' -> new ExpressionNodes.Literal(null, sign, value + "l");
      case 'm' -> new ExpressionNodes.Literal(null, sign, value + "ul");
      case 'x' -> new ExpressionNodes.Literal(null, sign, value + "ll");
      case 'y' -> new ExpressionNodes.Literal(null, sign, value + "ull");
      case 'b' -> bool(type, value);
      case 'f', 'd', 'e', 'g' -> new ExpressionNodes.Literal(type, sign, "[" + value + "]");
      default -> new ExpressionNodes.Literal(type, sign, value);
    };
  }

  private static Node bool(Node type, String value) {
    return switch (value) {
      case "0" -> new ExpressionNodes.Literal(null, "", "false");
      case "1" -> new ExpressionNodes.Literal(null, "", "true");
      default -> new ExpressionNodes.Literal(type, "", value);
    };
  }

  /** {@code fp_}, {@code fp0_}, {@code fL0p_}, {@code fpT}; null when a fold follows. */
  private Node functionParameter() {
    if (in.take("fpT")) {
      return new Text("this");
    }
    if (in.looksAt("fL") && Cursor.isDigit(in.peek(2))) {
      in.skip(2);
      in.number();
      in.expect('p');
    } else if (!in.take("fp")) {
      return null;
    }
    Types.qualifiers(in);
    return new Text("{parm#" + (parser.sequence() + 1) + "}");
  }

  /** A name within a scope that depends on template parameters. */
  Node unresolved() {
    in.enter();
    Node name;
    if (!in.take("sr")) {
      name = base();
    } else if (in.peekDigit()) {
      name = qualified();
    } else {
      Node scope = parser.types.type();
      name = new Nested(scope, base());
    }
    in.leave();
    return name;
  }

  /** Scopes up to an {@code E}; or, as older compilers make it, a type. */
  private Node qualified() {
    int position = in.position();
    int depth = in.depth();
    int known = parser.substitutions.size();
    try {
      Node scope = null;
      while (!in.take('E')) {
        Node level = simple();
        scope = scope == null ? level : new Nested(scope, level);
      }
      return new Nested(scope, base());
    } catch (Refused e) {
      in.rewind(position, depth);
      parser.substitutions.truncate(known);
      Node scope = parser.types.type();
      return new Nested(scope, base());
    }
  }

  private Node simple() {
    return withArguments(parser.unqualified.source());
  }

  private Node withArguments(Node name) {
    return in.peek() == 'I' ? new NameNodes.Templated(name, parser.arguments.parse(false)) : name;
  }

  private Node base() {
    if (in.take("on")) {
      return withArguments(parser.unqualified.parse(null, null, null));
    }
    if (in.take("dn")) {
      Node type = in.peekDigit() ? simple() : parser.types.type();
      return new Prefixed("~", type);
    }
    return in.peekDigit() ? simple() : withArguments(parser.unqualified.parse(null, null, null));
  }
}
