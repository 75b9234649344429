package io.flamelake.demangle.rust;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Nested;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Paths, identifiers and generic arguments. */
final class Paths {
  private final Cursor in;

  /** Where positions of back references count from. */
  private final int start;

  private final RustTypes types;

  Paths(Cursor in, int start) {
    this.in = in;
    this.start = start;
    types = new RustTypes(in, this);
  }

  /**
   * A path.
   *
   * @param inType whether generic arguments are written as in types, without {@code ::}
   */
  Node path(boolean inType) {
    in.enter();
    Node path =
        switch (in.next()) {
          case 'C' -> crate();
          case 'M' -> {
            implementation();
            yield new RustNodes.Implementation(types.type(), null);
          }
          case 'X' -> {
            implementation();
            Node type = types.type();
            yield new RustNodes.Implementation(type, path(true));
          }
          case 'Y' -> {
            Node type = types.type();
            yield new RustNodes.Implementation(type, path(true));
          }
          case 'N' -> nested(inType);
          case 'I' -> {
            Node name = path(inType);
            yield new RustNodes.Generic(name, untilEnd(this::argument), inType);
          }
          case 'B' -> back(() -> path(inType));
          default -> throw Cursor.refuse();
        };
    in.leave();
    return path;
  }

  /** As many as there are before an {@code E}, which is passed. */
  List<Node> untilEnd(Supplier<Node> item) {
    List<Node> items = new ArrayList<>();
    while (!in.take('E')) {
      items.add(item.get());
    }
    return items;
  }

  /** Parses again what stands at a place before this one. */
  Node back(Supplier<Node> item) {
    int here = in.position() - 1;
    int to = start + index(here - start);
    int after = in.position();
    in.jump(to);
    Node node = item.get();
    in.jump(after);
    return node;
  }

  private Node crate() {
    disambiguator();
    String name = Identifier.parse(in);
    Cursor.require(!name.isEmpty());
    return new Text(name);
  }

  /** Where an implementation stands; it is not printed. */
  private void implementation() {
    disambiguator();
    path(false);
  }

  private Node nested(boolean inType) {
    char namespace = in.next();
    boolean special = namespace >= 'A' && namespace <= 'Z';
    Cursor.require(special || (namespace >= 'a' && namespace <= 'z'));
    Node scope = path(inType);
    long number = disambiguator();
    String name = Identifier.parse(in);
    if (!special) {
      return name.isEmpty() ? scope : new Nested(scope, new Text(name));
    }
    String kind =
        switch (namespace) {
          case 'C' -> "closure";
          case 'S' -> "shim";
          default -> String.valueOf(namespace);
        };
    String told = name.isEmpty() ? kind : kind + ":" + name;
    return new Nested(scope, new Text("{" + told + "#" + Long.toUnsignedString(number) + "}"));
  }

  private Node argument() {
    if (in.take('L')) {
      return types.lifetime();
    }
    return in.take('K') ? types.constant() : types.type();
  }

  /** {@code s_} is 1; 0 when there is none. */
  private long disambiguator() {
    return in.take('s') ? successor(base62()) : 0;
  }

  /** A number of base 62 that is less than a bound. */
  int index(int bound) {
    long number = base62();
    Cursor.require(Long.compareUnsigned(number, bound) < 0);
    return (int) number;
  }

  /** {@code _} is 0, {@code 0_} is 1, and so on; without a sign, in 64 bits. */
  long base62() {
    if (in.take('_')) {
      return 0;
    }
    long number = 0;
    while (!in.take('_')) {
      int digit = digit(in.next());
      Cursor.require(Long.compareUnsigned(number, Long.divideUnsigned(-1 - digit, 62)) <= 0);
      number = number * 62 + digit;
    }
    return successor(number);
  }

  private static long successor(long number) {
    Cursor.require(number != -1);
    return number + 1;
  }

  private static int digit(char c) {
    if (Cursor.isDigit(c)) {
      return c - '0';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 10;
    }
    Cursor.require(c >= 'A' && c <= 'Z');
    return c - 'A' + 36;
  }
}
