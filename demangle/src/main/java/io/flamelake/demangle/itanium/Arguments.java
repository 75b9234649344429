package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Prefixed;
import java.util.ArrayList;
import java.util.List;

/** Template arguments, parameters and their declarations: sections 5.1.6.3 and 5.1.9. */
final class Arguments {
  private final Parser parser;
  private final Cursor in;

  Arguments(Parser parser) {
    this.parser = parser;
    this.in = parser.in;
  }

  /**
   * {@code I arguments E}.
   *
   * @param outermost whether the parameters of the encoding stand for them
   */
  NameNodes.Arguments parse(boolean outermost) {
    in.enter();
    in.expect('I');
    List<Node> scope = outermost ? parser.parameters.outermost() : new ArrayList<>();
    boolean taking = parser.types.takesArguments(true);
    List<Node> arguments = new ArrayList<>();
    while (!takeEnd()) {
      Node argument = argument();
      arguments.add(argument);
      scope.add(
          argument instanceof PackNodes.ArgumentPack pack
              ? new PackNodes.ParameterPack(pack.elements())
              : argument);
    }
    parser.types.takesArguments(taking);
    in.leave();
    return new NameNodes.Arguments(arguments);
  }

  /** Passes the end of a list, and the constraint that may stand before it. */
  private boolean takeEnd() {
    if (in.take('Q')) {
      parser.expressions.constraint();
      in.expect('E');
      return true;
    }
    return in.take('E');
  }

  Node argument() {
    in.enter();
    Node argument =
        switch (in.peek()) {
          case 'X' -> {
            in.skip(1);
            Node expression = parser.expressions.expression();
            in.expect('E');
            yield expression;
          }
          case 'J', 'I' -> {
            in.skip(1);
            yield new PackNodes.ArgumentPack(parser.untilEnd(this::argument));
          }
          case 'L' -> parser.primaries.literal();
          case 'T' -> declared();
          default -> parser.types.type();
        };
    in.leave();
    return argument;
  }

  /** A type, or an argument with the declaration of its parameter before it. */
  private Node declared() {
    if ("ynptk".indexOf(in.peek(1)) < 0 || in.peek(1) == 0) {
      return parser.types.type();
    }
    Parameters.Saved saved = parser.parameters.save();
    declaration(parser.parameters.open(false));
    parser.parameters.restore(saved);
    return argument();
  }

  /** {@code T_}, {@code T0_}, {@code TL0__}. */
  Node parameter() {
    in.expect('T');
    int level = 0;
    if (in.take('L')) {
      level = in.number() + 1;
      in.expect('_');
    }
    return parser.parameters.find(level, parser.sequence());
  }

  /** A declaration of a template parameter; adds a name for it to those declared. */
  Node declaration(List<Node> declared) {
    in.enter();
    in.expect('T');
    Node declaration =
        switch (in.next()) {
          case 'y' -> new Prefixed("typename ", name(declared, "$T"));
          case 'k' -> {
            Node concept = parser.names.name(null);
            yield new TypeNodes.Spaced(concept, name(declared, "$T"));
          }
          case 'n' -> {
            Node type = parser.types.type();
            yield new TypeNodes.Spaced(type, name(declared, "$N"));
          }
          case 't' -> template(declared);
          case 'p' -> new Prefixed("", pack(declared));
          default -> throw Cursor.refuse();
        };
    in.leave();
    return declaration;
  }

  private Node template(List<Node> declared) {
    Parameters.Saved saved = parser.parameters.save();
    List<Node> inner = parser.parameters.open(false);
    List<Node> declarations = new ArrayList<>();
    while (!takeEnd()) {
      declarations.add(declaration(inner));
    }
    parser.parameters.restore(saved);
    Node name = name(declared, "$TT");
    return new TypeNodes.Template(declarations, name);
  }

  private Node pack(List<Node> declared) {
    Node declaration = declaration(declared);
    return declaration instanceof TypeNodes.Spaced spaced
        ? new TypeNodes.Spaced(spaced.type(), new Prefixed("...", spaced.name()))
        : declaration;
  }

  /** Numbered by kind. Of the last one of the kind it is not far back, but for the first of it. */
  private static Node name(List<Node> declared, String kind) {
    int index = 0;
    for (int i = declared.size() - 1; i >= 0 && index == 0; i--) {
      if (declared.get(i) instanceof TypeNodes.Declared last && last.kind().equals(kind)) {
        index = last.index() + 1;
      }
    }
    Node name = new TypeNodes.Declared(kind, index);
    declared.add(name);
    return name;
  }
}
