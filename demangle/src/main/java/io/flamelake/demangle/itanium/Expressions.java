package io.flamelake.demangle.itanium;

import io.flamelake.demangle.itanium.Operators.Operator;
import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Listed;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Prefixed;
import io.flamelake.demangle.tree.Text;
import java.util.ArrayList;
import java.util.List;

/** Expressions: section 5.1.6.4. */
final class Expressions {
  private final Parser parser;
  private final Cursor in;

  Expressions(Parser parser) {
    this.parser = parser;
    this.in = parser.in;
  }

  Node expression() {
    in.enter();
    Node expression = parser.primaries.parse();
    if (expression == null) {
      expression = ofTypes();
    }
    if (expression == null) {
      expression = ofKeyword();
    }
    if (expression == null) {
      expression = ofOperator("");
    }
    in.leave();
    return expression;
  }

  /** What a requires-clause asks. */
  Node constraint() {
    return expression();
  }

  private List<Node> untilEnd() {
    return parser.untilEnd(this::expression);
  }

  /** Casts and initializers. */
  private Node ofTypes() {
    if (in.take("cv")) {
      boolean taking = parser.types.takesArguments(false);
      Node type = parser.types.type();
      parser.types.takesArguments(taking);
      return in.take('_')
          ? new ExpressionNodes.Cast(type, untilEnd(), true)
          : new ExpressionNodes.Cast(type, List.of(expression()), false);
    }
    if (in.take("tl")) {
      Node type = parser.types.type();
      return new ExpressionNodes.Initializers(type, untilEnd());
    }
    if (in.take("il")) {
      return new ExpressionNodes.Initializers(null, untilEnd());
    }
    if (in.peek(1) != 'c') {
      return null;
    }
    String name =
        switch (in.peek()) {
          case 'd' -> "dynamic_cast";
          case 's' -> "static_cast";
          case 'c' -> "const_cast";
          case 'r' -> "reinterpret_cast";
          default -> null;
        };
    if (name == null) {
      return null;
    }
    in.skip(2);
    Node type = parser.types.type();
    return new ExpressionNodes.NamedCast(name, type, expression());
  }

  private Node ofKeyword() {
    return switch (in.peek()) {
      case 's' -> sizeof();
      case 'a' -> word("alignof ", "at", "az");
      case 'n' -> in.take("nx") ? new ExpressionNodes.Prefix("noexcept ", expression()) : null;
      case 't' -> typeidOrThrow();
      case 'f' -> fold();
      case 'g' -> in.take("gs") ? ofOperator("::") : null;
      case 'r' -> requires();
      case 'd' -> designated();
      case 'm' -> in.take("mc") ? converted() : null;
      case 'u' -> vendor();
      default -> null;
    };
  }

  /** An operator word before a type or, by another code, before an expression; null: neither. */
  private Node word(String word, String ofType, String ofExpression) {
    if (in.take(ofType)) {
      return new ExpressionNodes.Function(word, parser.types.type());
    }
    return in.take(ofExpression) ? new ExpressionNodes.Prefix(word, expression()) : null;
  }

  private Node sizeof() {
    Node sizeof = word("sizeof ", "st", "sz");
    if (sizeof != null) {
      return sizeof;
    }
    if (in.take("sZ")) {
      return new ExpressionNodes.Count(expression());
    }
    if (in.take("sP")) {
      List<Node> arguments = parser.untilEnd(parser.arguments::argument);
      return new ExpressionNodes.Function("sizeof...", new PackNodes.ArgumentPack(arguments));
    }
    if (in.take("sp")) {
      return new PackNodes.Expansion(expression());
    }
    return in.take("so") ? subobject() : null;
  }

  private Node typeidOrThrow() {
    Node typeid = word("typeid ", "ti", "te");
    if (typeid != null) {
      return typeid;
    }
    if (in.take("tw")) {
      return new ExpressionNodes.Prefix("throw ", expression());
    }
    return in.take("tr") ? new Text("throw") : null;
  }

  private Node fold() {
    char kind = in.peek(1);
    if (kind != 'l' && kind != 'r' && kind != 'L' && kind != 'R') {
      return null;
    }
    in.skip(2);
    Operator operator = Operators.find(in);
    Cursor.require(operator != null);
    in.skip(2);
    Node first = expression();
    return switch (kind) {
      case 'l' -> new ExpressionNodes.Fold(null, operator.symbol(), first);
      case 'r' -> new ExpressionNodes.Fold(first, operator.symbol(), null);
      default -> new ExpressionNodes.Fold(first, operator.symbol(), expression());
    };
  }

  /** A part of an object, in a template argument. */
  private Node subobject() {
    Node type = parser.types.type();
    Node of = expression();
    String offset = offset();
    while (in.take('_')) {
      if (in.peekDigit()) {
        in.number();
      }
    }
    in.take('p');
    in.expect('E');
    return new ExpressionNodes.Subobject(of, type, offset);
  }

  private String offset() {
    String sign = in.take('n') ? "-" : "";
    return in.peekDigit() ? sign + in.number() : "0";
  }

  /** A pointer to a member as one of another class. */
  private Node converted() {
    Node type = parser.types.type();
    Node value = expression();
    offset();
    in.expect('E');
    return new ExpressionNodes.Cast(type, List.of(value), true);
  }

  private Node vendor() {
    in.expect('u');
    Node name = parser.unqualified.source();
    return new ExpressionNodes.Call(name, parser.untilEnd(parser.arguments::argument));
  }

  /** {@code .field=(1)}, {@code [1]=(1)}, {@code [(1) ... (2)]=(1)}. */
  private Node designated() {
    if (in.take("di")) {
      Node field = new Prefixed(".", parser.unqualified.source());
      return new ExpressionNodes.Designated(field, expression());
    }
    boolean isRange = in.looksAt("dX");
    if (!isRange && !in.looksAt("dx")) {
      return null;
    }
    in.skip(2);
    Node from = expression();
    Node index = isRange ? new ExpressionNodes.Binary(from, " ... ", expression()) : from;
    Node designator = new ExpressionNodes.Index(new Text(""), index);
    return new ExpressionNodes.Designated(designator, expression());
  }

  private Node requires() {
    List<Node> parameters = new ArrayList<>();
    if (in.take("rQ")) {
      while (!in.take('_')) {
        parameters.add(parser.types.type());
      }
    } else if (!in.take("rq")) {
      return null;
    }
    return new ExpressionNodes.Requires(parameters, parser.untilEnd(this::requirement));
  }

  private Node requirement() {
    return switch (in.next()) {
      case 'X' -> compound();
      case 'T' -> new ExpressionNodes.Requirement(" typename ", parser.types.type(), "", null);
      case 'Q' -> new ExpressionNodes.Requirement(" requires ", expression(), "", null);
      default -> throw Cursor.refuse();
    };
  }

  private Node compound() {
    Node expression = expression();
    String after = in.take('N') ? " noexcept" : "";
    Node constraint = in.take('R') ? parser.names.name(null) : null;
    boolean plain = after.isEmpty() && constraint == null;
    return new ExpressionNodes.Requirement(
        plain ? " " : " {", expression, plain ? "" : "}" + after, constraint);
  }

  private Node ofOperator(String scope) {
    Operator operator = Operators.find(in);
    if (operator == null) {
      Cursor.require(!scope.isEmpty());
      return new Prefixed(scope, parser.primaries.unresolved());
    }
    in.skip(2);
    String symbol = scope + operator.symbol();
    return switch (operator.kind()) {
      case PREFIX -> prefix(symbol);
      case POSTFIX ->
          in.take('_')
              ? new ExpressionNodes.Prefix(symbol, expression())
              : new ExpressionNodes.Postfix(expression(), symbol);
      case BINARY, MEMBER -> {
        Node left = expression();
        yield new ExpressionNodes.Binary(left, symbol, expression());
      }
      case INDEX -> {
        Node array = expression();
        yield new ExpressionNodes.Index(array, expression());
      }
      case TERNARY -> {
        Node condition = expression();
        Node then = expression();
        yield new ExpressionNodes.Conditional(condition, then, expression());
      }
      case CALL -> {
        Node function = expression();
        yield new ExpressionNodes.Call(function, untilEnd());
      }
      case NEW -> allocation(symbol);
    };
  }

  private Node prefix(String symbol) {
    boolean isWord = Character.isLetter(symbol.charAt(symbol.length() - 1)) || symbol.endsWith("]");
    return new ExpressionNodes.Prefix(isWord ? symbol + " " : symbol, expression());
  }

  private Node allocation(String symbol) {
    List<Node> placement = new ArrayList<>();
    while (!in.take('_')) {
      placement.add(expression());
    }
    Node type = parser.types.type();
    Node arguments = null;
    if (in.take("pi")) {
      arguments = new Listed("(", untilEnd(), ")");
    } else if (in.take("il")) {
      arguments = new ExpressionNodes.Initializers(null, untilEnd());
    } else {
      in.expect('E');
    }
    return new ExpressionNodes.New(symbol, placement, type, arguments);
  }
}
