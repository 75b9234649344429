package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Listed;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Prefixed;
import io.flamelake.demangle.tree.Text;
import java.util.ArrayList;
import java.util.List;

/** Names without their scopes, of everything that has one or none: sections 5.1.3 and 5.1.8. */
final class UnqualifiedNames {
  private final Parser parser;
  private final Cursor in;

  UnqualifiedNames(Parser parser) {
    this.parser = parser;
    this.in = parser.in;
  }

  /**
   * A name.
   *
   * @param state takes what it tells of the encoding; null for a type's name
   * @param scope that a constructor gets its name from, or null
   * @param module that it is attached to, or null when it is told here, if at all
   */
  Node parse(NameState state, Node scope, Node module) {
    in.enter();
    Node attached = in.peek() == 'W' ? module(module) : module;
    // A friend defined in a class; linkage within the translation unit.
    if (in.peek() == 'F' && (Cursor.isDigit(in.peek(1)) || Character.isLowerCase(in.peek(1)))) {
      in.skip(1);
    }
    in.take('L');
    Node name = tags(plain(state, scope));
    in.leave();
    return attached == null ? name : new NameNodes.InModule(name, attached);
  }

  private Node plain(NameState state, Node scope) {
    char c = in.peek();
    if (Cursor.isDigit(c)) {
      return source();
    }
    if (c == 'U') {
      return unnamed();
    }
    if (in.take("DC")) {
      List<Node> names = parser.untilEnd(this::source);
      Cursor.require(!names.isEmpty());
      return new Listed("[", names, "]");
    }
    if (c == 'C' || c == 'D') {
      Cursor.require(scope != null);
      return structor(state, scope);
    }
    return operator(state);
  }

  /** A length and so many characters. */
  Node source() {
    return new Text(identifier());
  }

  private String identifier() {
    int length = in.number();
    Cursor.require(length > 0);
    String name = in.text(length);
    boolean anonymous = name.length() > 9 && name.startsWith("_GLOBAL_") && name.charAt(9) == 'N';
    return anonymous ? "(anonymous namespace)" : name;
  }

  /** The name with its ABI tags. */
  Node tags(Node name) {
    if (in.peek() != 'B') {
      return name;
    }
    List<String> tags = new ArrayList<>();
    while (in.take('B')) {
      tags.add(identifier());
    }
    return new NameNodes.Tagged(name, tags);
  }

  /** {@code W name}, {@code WP name}: a module's name, or null. */
  Node module() {
    return module(null);
  }

  private Node module(Node parent) {
    Node module = parent;
    if (in.peek() == 'S') {
      module = parser.substitutions.parse();
    }
    while (in.take('W')) {
      char separator = in.take('P') ? ':' : '.';
      module = new NameNodes.Module(module, separator, identifier());
      parser.substitutions.add(module);
    }
    return module;
  }

  private Node structor(NameState state, Node scope) {
    if (state != null) {
      state.isStructorOrConversion = true;
    }
    boolean constructs = in.next() == 'C';
    boolean inherits = constructs && in.take('I');
    char kind = in.next();
    Cursor.require(constructs ? kind >= '1' && kind <= '5' : kind >= '0' && kind <= '5');
    if (inherits) {
      // The constructor of a base class, called by the name of the class that inherits it.
      parser.names.name(null);
    }
    return new Prefixed(constructs ? "" : "~", scope.base());
  }

  private Node unnamed() {
    in.expect('U');
    if (in.take('t')) {
      return new Text("{unnamed type#" + (parser.sequence() + 1) + "}");
    }
    in.expect('l');
    Parameters.Saved saved = parser.parameters.save();
    List<Node> declared = parser.parameters.open(true);
    List<Node> declarations = new ArrayList<>();
    while (in.peek() == 'T' && "yptnk".indexOf(in.peek(1)) >= 0) {
      declarations.add(parser.arguments.declaration(declared));
    }
    if (in.take('Q')) {
      parser.expressions.constraint();
    }
    List<Node> parameters = new ArrayList<>();
    if (!in.take('v')) {
      while (in.peek() != 'E' && in.peek() != 'Q') {
        parameters.add(parser.types.type());
      }
    }
    if (in.take('Q')) {
      parser.expressions.constraint();
    }
    in.expect('E');
    parser.parameters.restore(saved);
    return new NameNodes.Lambda(declarations, parameters, parser.sequence() + 1);
  }

  private Node operator(NameState state) {
    if (in.take("cv")) {
      return conversion(state);
    }
    if (in.take("li")) {
      return new Text("operator\"\" " + identifier());
    }
    if (in.peek() == 'v' && Cursor.isDigit(in.peek(1))) {
      in.skip(2);
      return new Text("operator " + identifier());
    }
    return new Text(Operators.name(in));
  }

  private Node conversion(NameState state) {
    if (state != null) {
      state.isStructorOrConversion = true;
    }
    boolean allowed = parser.parameters.allowsForward();
    boolean taking = parser.types.takesArguments(false);
    if (state != null) {
      parser.parameters.allowForward();
    }
    Node type = parser.types.type();
    parser.types.takesArguments(taking);
    parser.parameters.forbidForward(allowed);
    return new Prefixed("operator ", type);
  }
}
