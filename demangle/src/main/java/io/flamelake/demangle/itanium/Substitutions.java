package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Nested;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Refused;
import io.flamelake.demangle.tree.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What a name has told already and may refer back to: section 5.1.10. */
final class Substitutions {
  private static final Node STD = new Text("std");

  /**
   * What was told.
   *
   * @param from where it was told
   * @param again parses it once more, or null when that makes no difference
   * @param scope what its template parameters stood for
   */
  private record Seen(Node node, int from, Supplier<Node> again, int scope) {}

  private final Parser parser;
  private final List<Seen> seen = new ArrayList<>();

  Substitutions(Parser parser) {
    this.parser = parser;
  }

  Node add(Node node) {
    seen.add(new Seen(node, 0, null, 0));
    return node;
  }

  /** Adds what tells of template parameters, which may stand for others where it is referred to. */
  Node addDependent(Node node, int from, Supplier<Node> again) {
    seen.add(new Seen(node, from, again, parser.parameters.scope()));
    return node;
  }

  int size() {
    return seen.size();
  }

  void truncate(int size) {
    while (seen.size() > size) {
      seen.remove(seen.size() - 1);
    }
  }

  /** {@code S_}, {@code S0_}, {@code Sa}, but not {@code St}. */
  Node parse() {
    Cursor in = parser.in;
    in.expect('S');
    char c = in.peek();
    if (c >= 'a' && c <= 'z') {
      in.skip(1);
      Node standard = standard(c);
      return in.peek() == 'B' ? add(parser.unqualified.tags(standard)) : standard;
    }
    int index = 0;
    if (!in.take('_')) {
      index = base36(in) + 1;
    }
    Cursor.require(index < seen.size());
    Seen told = seen.get(index);
    if (told.again == null) {
      return told.node;
    }
    parser.parameters.use();
    return told.scope == parser.parameters.scope() ? told.node : again(told);
  }

  /** The same text where template parameters stand for something else. */
  private Node again(Seen told) {
    Cursor in = parser.in;
    int position = in.position();
    int depth = in.depth();
    int size = seen.size();
    Node node = told.node;
    in.enter();
    try {
      in.jump(told.from);
      node = told.again.get();
    } catch (Refused e) {
      // They stand for nothing here: it was told of those that they stood for there.
      node = told.node;
    }
    in.rewind(position, depth);
    truncate(size);
    return node;
  }

  private static int base36(Cursor in) {
    int number = 0;
    int digits = 0;
    while (!in.take('_')) {
      char c = in.next();
      Cursor.require((Cursor.isDigit(c) || (c >= 'A' && c <= 'Z')) && ++digits < 6);
      number = number * 36 + Character.digit(c, 36);
    }
    Cursor.require(digits > 0);
    return number;
  }

  private static Node standard(char c) {
    return switch (c) {
      case 'a' -> NameNodes.Abbreviation.standard("allocator");
      case 'b' -> NameNodes.Abbreviation.standard("basic_string");
      case 's' -> abbreviated("string", "basic_string", true);
      case 'i' -> abbreviated("istream", "basic_istream", false);
      case 'o' -> abbreviated("ostream", "basic_ostream", false);
      case 'd' -> abbreviated("iostream", "basic_iostream", false);
      default -> throw Cursor.refuse();
    };
  }

  private static Node abbreviated(String name, String template, boolean allocates) {
    Node character = new Text("char");
    Node traits = instance("char_traits", List.of(character));
    List<Node> arguments = new ArrayList<>(List.of(character, traits));
    if (allocates) {
      arguments.add(instance("allocator", List.of(character)));
    }
    return new NameNodes.Abbreviation("std::" + name, instance(template, arguments));
  }

  private static Node instance(String name, List<Node> arguments) {
    return new NameNodes.Templated(
        new Nested(STD, new Text(name)), new NameNodes.Arguments(arguments));
  }
}
