package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What the parsers of all production families share while one name is parsed. */
final class Parser {
  final Cursor in;
  final Substitutions substitutions;
  final Parameters parameters = new Parameters();
  final Encodings encodings;
  final Names names;
  final UnqualifiedNames unqualified;
  final Types types;
  final Arguments arguments;
  final Expressions expressions;
  final Primaries primaries;

  Parser(Cursor in) {
    this.in = in;
    substitutions = new Substitutions(this);
    encodings = new Encodings(this);
    names = new Names(this);
    unqualified = new UnqualifiedNames(this);
    types = new Types(this);
    arguments = new Arguments(this);
    expressions = new Expressions(this);
    primaries = new Primaries(this);
  }

  /** As many as there are before an {@code E}, which is passed. */
  List<Node> untilEnd(Supplier<Node> item) {
    List<Node> items = new ArrayList<>();
    while (!in.take('E')) {
      items.add(item.get());
    }
    return items;
  }

  /** {@code _} is 0, {@code 0_} is 1, and so on. */
  int sequence() {
    if (in.take('_')) {
      return 0;
    }
    int number = in.number();
    in.expect('_');
    return number + 1;
  }
}
