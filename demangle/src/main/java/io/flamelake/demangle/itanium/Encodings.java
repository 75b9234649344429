package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Prefixed;
import java.util.ArrayList;
import java.util.List;

/** Encodings and the special names: sections 5.1.2 and 5.1.4. */
final class Encodings {
  private final Parser parser;
  private final Cursor in;

  Encodings(Parser parser) {
    this.parser = parser;
    this.in = parser.in;
  }

  Node encoding() {
    in.enter();
    Parameters.Saved saved = parser.parameters.start();
    Node encoding = in.peek() == 'G' || in.peek() == 'T' ? special() : function();
    parser.parameters.restore(saved);
    in.leave();
    return encoding;
  }

  private Node function() {
    NameState state = new NameState();
    Node name = parser.names.name(state);
    parser.parameters.resolveForward();
    if (atEnd()) {
      return new Encoding(null, name, null, "", null);
    }
    Node result = null;
    if (state.endsWithArguments && !state.isStructorOrConversion) {
      result = parser.types.type();
    }
    List<Node> parameters = new ArrayList<>();
    if (!in.take('v')) {
      do {
        parameters.add(parser.types.type());
      } while (!atEnd());
    }
    Node requirement = in.take('Q') ? parser.expressions.constraint() : null;
    return new Encoding(result, name, parameters, state.qualifiers, requirement);
  }

  private boolean atEnd() {
    char c = in.peek();
    return in.atEnd() || c == 'E' || c == '.' || c == '@' || c == 'Q' || c == '_';
  }

  private Node special() {
    if (in.take('T')) {
      return table(in.next());
    }
    in.expect('G');
    return guard(in.next());
  }

  private Node table(char kind) {
    return switch (kind) {
      case 'V' -> type("vtable for ");
      case 'T' -> type("VTT for ");
      case 'I' -> type("typeinfo for ");
      case 'S' -> type("typeinfo name for ");
      case 'F' -> type("typeinfo fn for ");
      case 'J' -> type("java Class for ");
      case 'A' -> new Prefixed("template parameter object for ", parser.arguments.argument());
      case 'W' -> name("TLS wrapper function for ");
      case 'H' -> name("TLS init function for ");
      case 'C' -> constructionVtable();
      case 'c' -> {
        offset();
        offset();
        yield new Prefixed("covariant return thunk to ", encoding());
      }
      case 'h', 'v' -> {
        in.rewind(in.position() - 1, in.depth());
        offset();
        String virtual = kind == 'h' ? "non-virtual thunk to " : "virtual thunk to ";
        yield new Prefixed(virtual, encoding());
      }
      default -> throw Cursor.refuse();
    };
  }

  private Node type(String text) {
    return new Prefixed(text, parser.types.type());
  }

  private Node name(String text) {
    return new Prefixed(text, parser.names.name(new NameState()));
  }

  private Node constructionVtable() {
    Node derived = parser.types.type();
    number();
    in.expect('_');
    return new NameNodes.ConstructionVtable(parser.types.type(), derived);
  }

  private void number() {
    in.take('n');
    in.number();
  }

  private void offset() {
    char kind = in.next();
    Cursor.require(kind == 'h' || kind == 'v');
    number();
    in.expect('_');
    if (kind == 'v') {
      number();
      in.expect('_');
    }
  }

  private Node guard(char kind) {
    return switch (kind) {
      case 'V' -> name("guard variable for ");
      case 'A' -> new Prefixed("hidden alias for ", encoding());
      case 'I' -> new Prefixed("initializer for module ", module());
      case 'R' -> {
        Node name = parser.names.name(new NameState());
        int number = in.atEnd() ? 0 : parser.sequence();
        yield new Prefixed("reference temporary #" + number + " for ", name);
      }
      case 'T' -> {
        char safety = in.next();
        Cursor.require(safety == 't' || safety == 'n');
        String text = safety == 't' ? "transaction clone for " : "non-transaction clone for ";
        yield new Prefixed(text, encoding());
      }
      default -> throw Cursor.refuse();
    };
  }

  private Node module() {
    Node module = parser.unqualified.module();
    Cursor.require(module != null);
    return module;
  }
}
