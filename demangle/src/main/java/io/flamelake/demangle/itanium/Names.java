package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Nested;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Text;

/** Names with their scopes: sections 5.1.3 and 5.1.7. */
final class Names {
  private static final Node STD = new Text("std");

  private final Parser parser;
  private final Cursor in;

  Names(Parser parser) {
    this.parser = parser;
    this.in = parser.in;
  }

  /**
   * A name.
   *
   * @param state takes what it tells of the encoding whose name it is; null for a type's
   */
  Node name(NameState state) {
    in.enter();
    Node name =
        switch (in.peek()) {
          case 'N' -> nested(state);
          case 'Z' -> local(state);
          default -> unscoped(state);
        };
    in.leave();
    return name;
  }

  private Node unscoped(NameState state) {
    Node name;
    if (in.peek() == 'S' && in.peek(1) != 't') {
      name = parser.substitutions.parse();
      // A module's name may be told by reference.
      Node module = name instanceof NameNodes.Module ? name : null;
      if (module == null) {
        return in.peek() == 'I' ? templated(name, state) : name;
      }
      name = parser.unqualified.parse(state, null, module);
    } else if (in.take("St")) {
      name = new Nested(STD, parser.unqualified.parse(state, STD, null));
    } else {
      name = parser.unqualified.parse(state, null, null);
    }
    if (in.peek() == 'I') {
      parser.substitutions.add(name);
      return templated(name, state);
    }
    return name;
  }

  private Node templated(Node name, NameState state) {
    if (state != null) {
      state.endsWithArguments = true;
    }
    return new NameNodes.Templated(name, parser.arguments.parse(state != null));
  }

  private Node nested(NameState state) {
    in.expect('N');
    String qualifiers = "";
    if (!in.take('H')) {
      qualifiers = Types.qualifiers(in);
      if (in.take('R')) {
        qualifiers += " &";
      } else if (in.take('O')) {
        qualifiers += " &&";
      }
    }
    if (state != null) {
      state.qualifiers = qualifiers;
    }
    Node name = null;
    boolean candidate = false;
    while (!in.take('E')) {
      if (candidate) {
        parser.substitutions.add(name);
      }
      if (state != null) {
        state.endsWithArguments = false;
        state.isStructorOrConversion &= in.peek() == 'I';
      }
      boolean known = in.peek() == 'S' || in.peek() == 'T';
      name = component(name, state);
      candidate = !known || name instanceof NameNodes.InModule;
    }
    Cursor.require(name != null);
    return name;
  }

  /** One more part of a nested name. */
  private Node component(Node scope, NameState state) {
    in.enter();
    Node name;
    switch (in.peek()) {
      case 'S' -> {
        Cursor.require(scope == null);
        name = in.take("St") ? STD : parser.substitutions.parse();
        if (name instanceof NameNodes.Module) {
          name = parser.unqualified.parse(state, null, name);
        }
      }
      case 'T' -> {
        Cursor.require(scope == null);
        name = parser.types.templateParameter();
      }
      case 'I' -> {
        Cursor.require(scope != null);
        name = templated(scope, state);
      }
      case 'M' -> {
        // What precedes is the member whose initializer the lambda that follows stands in.
        Cursor.require(scope != null);
        in.skip(1);
        Node lambda = parser.unqualified.parse(state, scope, null);
        name = new Nested(scope, lambda);
      }
      default -> name = scoped(scope, state);
    }
    in.leave();
    return name;
  }

  private Node scoped(Node scope, NameState state) {
    if (in.looksAt("Dt") || in.looksAt("DT")) {
      Cursor.require(scope == null);
      return parser.types.decltype();
    }
    Node within = scope;
    if (scope instanceof NameNodes.Abbreviation known && (in.peek() == 'C' || in.peek() == 'D')) {
      within = known.expanded();
    }
    Node name = parser.unqualified.parse(state, within, null);
    return within == null ? name : new Nested(within, name);
  }

  private Node local(NameState state) {
    in.expect('Z');
    Node function = parser.encodings.encoding();
    if (function instanceof Encoding encoding) {
      function = encoding.withoutResult();
    }
    in.expect('E');
    if (in.take('s')) {
      discriminator();
      return new NameNodes.Local(function, new Text("string literal"));
    }
    if (in.take('d')) {
      int number = in.peekDigit() ? in.number() + 2 : 1;
      in.expect('_');
      Node argument = new Text("{default arg#" + number + "}");
      Node within = new NameNodes.Local(function, argument);
      return new NameNodes.Local(within, name(state));
    }
    Node entity = name(state);
    discriminator();
    return new NameNodes.Local(function, entity);
  }

  /** Tells entities of the same name apart; it is not printed. */
  private void discriminator() {
    if (in.peek() != '_') {
      return;
    }
    if (Cursor.isDigit(in.peek(1))) {
      in.skip(2);
      return;
    }
    if (in.take("__")) {
      in.number();
      in.expect('_');
    }
  }
}
