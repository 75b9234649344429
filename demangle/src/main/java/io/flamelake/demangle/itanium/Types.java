package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Listed;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Text;
import java.util.ArrayList;
import java.util.List;

/** Types: section 5.1.6. */
final class Types {
  private final Parser parser;
  private final Cursor in;

  /** Whether arguments that follow a template parameter are its own. */
  private boolean takesArguments = true;

  /** Whether the type that was parsed last is among the substitutions as it is. */
  private boolean alreadyKnown;

  Types(Parser parser) {
    this.parser = parser;
    this.in = parser.in;
  }

  /** Sets it and tells what it was. */
  boolean takesArguments(boolean takes) {
    boolean was = takesArguments;
    takesArguments = takes;
    return was;
  }

  Node type() {
    in.enter();
    Node type = BuiltinTypes.parse(in);
    if (type == null) {
      type = compound();
    }
    in.leave();
    return type;
  }

  private Node compound() {
    int from = in.position();
    int uses = parser.parameters.uses();
    Node type =
        switch (in.peek()) {
          case 'S' -> referred();
          case 'T' -> parameter();
          case 'r', 'V', 'K' -> qualified();
          case 'P' -> new TypeNodes.Pointer(target());
          case 'R' -> new TypeNodes.Reference(target(), false);
          case 'O' -> new TypeNodes.Reference(target(), true);
          case 'C' -> new TypeNodes.Qualified(target(), " _Complex");
          case 'G' -> new TypeNodes.Qualified(target(), " _Imaginary");
          case 'F' -> function("");
          case 'A' -> array();
          case 'M' -> memberPointer();
          case 'U' -> in.peek(1) == 't' || in.peek(1) == 'l' ? name() : vendorQualified();
          case 'u' -> vendor();
          case 'D' -> extended();
          default -> name();
        };
    boolean known = alreadyKnown;
    alreadyKnown = false;
    if (known) {
      return type;
    }
    return parser.parameters.uses() > uses
        ? parser.substitutions.addDependent(type, from, this::type)
        : parser.substitutions.add(type);
  }

  private Node name() {
    return parser.names.name(null);
  }

  private Node target() {
    in.skip(1);
    return type();
  }

  private Node referred() {
    if (in.peek(1) == 't') {
      return name();
    }
    int from = in.position();
    Node type = parser.substitutions.parse();
    if (type instanceof NameNodes.Module) {
      in.jump(from);
      return name();
    }
    return withArguments(type);
  }

  private Node withArguments(Node type) {
    if (takesArguments && in.peek() == 'I') {
      return templated(type);
    }
    alreadyKnown = true;
    return type;
  }

  private Node templated(Node type) {
    return new NameNodes.Templated(type, parser.arguments.parse(false));
  }

  private Node parameter() {
    char kind = in.peek(1);
    if (kind == 's' || kind == 'u' || kind == 'e') {
      in.skip(2);
      return name();
    }
    return withArguments(templateParameter());
  }

  /** A template parameter, which may be referred to. */
  Node templateParameter() {
    int from = in.position();
    Node parameter = parser.arguments.parameter();
    return parser.substitutions.addDependent(parameter, from, parser.arguments::parameter);
  }

  /** Passes {@code restrict}, {@code volatile}, {@code const}: as they are printed. */
  static String qualifiers(Cursor in) {
    String restrict = in.take('r') ? " restrict" : "";
    String isVolatile = in.take('V') ? " volatile" : "";
    return (in.take('K') ? " const" : "") + isVolatile + restrict;
  }

  private Node qualified() {
    String qualifiers = qualifiers(in);
    return startsFunction() ? function(qualifiers) : new TypeNodes.Qualified(type(), qualifiers);
  }

  private boolean startsFunction() {
    return in.peek() == 'F'
        || (in.peek() == 'D' && in.peek(1) != 0 && "oOwx".indexOf(in.peek(1)) >= 0);
  }

  /** A function's type, whose qualifiers have been passed. */
  private Node function(String qualifiers) {
    Node exceptions = null;
    if (in.take("Do")) {
      exceptions = new Text("noexcept");
    } else if (in.take("DO")) {
      exceptions = new Listed("noexcept(", List.of(parser.expressions.expression()), ")");
      in.expect('E');
    } else if (in.take("Dw")) {
      exceptions = new Listed("throw(", parser.untilEnd(this::type), ")");
    }
    String tail = in.take("Dx") ? " transaction_safe" : "";
    in.expect('F');
    // Whether it is of C makes no difference.
    in.take('Y');
    Node result = type();
    List<Node> parameters = new ArrayList<>();
    String reference = "";
    while (!in.take('E')) {
      if (in.take("RE")) {
        reference = " &";
        break;
      }
      if (in.take("OE")) {
        reference = " &&";
        break;
      }
      if (!in.take('v')) {
        parameters.add(type());
      }
    }
    TypeNodes.Tail behind = new TypeNodes.Tail(qualifiers + reference + tail, exceptions);
    return new TypeNodes.Function(result, parameters, behind);
  }

  private Node array() {
    in.expect('A');
    Node dimension = null;
    if (in.peekDigit()) {
      dimension = new Text(Integer.toString(in.number()));
    } else if (in.peek() != '_') {
      dimension = parser.expressions.expression();
    }
    in.expect('_');
    return new TypeNodes.Array(type(), dimension);
  }

  private Node memberPointer() {
    in.expect('M');
    Node type = type();
    return new TypeNodes.MemberPointer(type, type());
  }

  private Node vendorQualified() {
    in.expect('U');
    Node qualifier = parser.unqualified.source();
    if (in.peek() == 'I') {
      qualifier = templated(qualifier);
    }
    return new TypeNodes.VendorQualified(type(), qualifier);
  }

  private Node vendor() {
    in.expect('u');
    Node name = parser.unqualified.source();
    return in.peek() == 'I' ? templated(name) : name;
  }

  private Node extended() {
    return switch (in.peek(1)) {
      case 't', 'T' -> decltype();
      case 'o', 'O', 'w', 'x' -> function("");
      case 'p' -> {
        in.skip(2);
        yield new PackNodes.Expansion(type());
      }
      case 'v' -> vector();
      case 'B', 'U' -> bits();
      case 'k', 'K' -> {
        String text = in.peek(1) == 'k' ? " auto" : " decltype(auto)";
        in.skip(2);
        yield new TypeNodes.Qualified(name(), text);
      }
      default -> name();
    };
  }

  Node decltype() {
    in.skip(2);
    Node expression = parser.expressions.expression();
    in.expect('E');
    return new Listed("decltype (", List.of(expression), ")");
  }

  private Node vector() {
    in.skip(2);
    Node dimension;
    if (in.peekDigit()) {
      dimension = new Text(Integer.toString(in.number()));
    } else {
      in.take('_');
      dimension = parser.expressions.expression();
    }
    in.expect('_');
    Node element = in.take('p') ? new Text("pixel") : type();
    return new TypeNodes.Vector(element, dimension);
  }

  private Node bits() {
    in.expect('D');
    String name = in.next() == 'U' ? "unsigned _BitInt" : "_BitInt";
    Node size =
        in.peekDigit() ? new Text(Integer.toString(in.number())) : parser.expressions.expression();
    in.expect('_');
    return new Listed(name + "(", List.of(size), ")");
  }
}
