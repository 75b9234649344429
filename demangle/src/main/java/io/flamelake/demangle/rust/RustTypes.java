package io.flamelake.demangle.rust;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** Types and lifetimes. */
final class RustTypes {
  private static final Node[] BASIC = new Node[128];

  /** More could not be told apart by a reader anyway. */
  private static final int MAX_LIFETIMES = 1000;

  static {
    String names =
        "a i8 b bool c char d f64 e str f f32 h u8 i isize j usize l i32 m u32 n i128 o u128"
            + " p _ s i16 t u16 u () v ... x i64 y u64 z !";
    StringTokenizer parts = new StringTokenizer(names);
    while (parts.hasMoreTokens()) {
      BASIC[parts.nextToken().charAt(0)] = new Text(parts.nextToken());
    }
  }

  private final Cursor in;
  private final Paths paths;
  private final RustConstants constants;

  /** How many lifetimes the binders around declare. */
  private int bound;

  RustTypes(Cursor in, Paths paths) {
    this.in = in;
    this.paths = paths;
    constants = new RustConstants(in, paths);
  }

  Node constant() {
    return constants.constant();
  }

  Node type() {
    in.enter();
    char c = in.peek();
    Node type = c < BASIC.length ? BASIC[c] : null;
    if (type != null) {
      in.skip(1);
    } else {
      type = compound(c);
    }
    in.leave();
    return type;
  }

  private Node compound(char c) {
    if ("CMXYNI".indexOf(c) >= 0) {
      return paths.path(true);
    }
    return switch (in.next()) {
      case 'A' -> {
        Node element = type();
        yield new RustNodes.Sequence("[", List.of(element, constant()), "; ", "]");
      }
      case 'S' -> new RustNodes.Sequence("[", List.of(type()), "", "]");
      case 'T' -> tuple();
      case 'R' -> reference("");
      case 'Q' -> reference("mut ");
      case 'P' -> before("*const ", type());
      case 'O' -> before("*mut ", type());
      case 'F' -> function();
      case 'D' -> object();
      case 'W' -> pattern();
      case 'B' -> paths.back(this::type);
      default -> throw Cursor.refuse();
    };
  }

  private static Node before(String text, Node node) {
    return new RustNodes.Sequence(text, List.of(node), "", "");
  }

  private Node tuple() {
    List<Node> types = paths.untilEnd(this::type);
    return new RustNodes.Sequence("(", types, ", ", types.size() == 1 ? ",)" : ")");
  }

  private Node reference(String mutable) {
    String lifetime = "";
    if (in.take('L')) {
      String name = lifetime().text();
      lifetime = name.equals("'_") ? "" : name + " ";
    }
    return before("&" + lifetime + mutable, type());
  }

  /** A lifetime, whose {@code L} has been passed. */
  Text lifetime() {
    return new Text(name(paths.index(bound + 1)));
  }

  private String name(int index) {
    if (index == 0) {
      return "'_";
    }
    int depth = bound - index;
    return depth < 26 ? "'" + (char) ('a' + depth) : "'z" + (depth - 25);
  }

  /** What a binder declares, as it is printed; they must be taken back from {@link #bound}. */
  private String binder() {
    if (!in.take('G')) {
      return "";
    }
    int count = paths.index(MAX_LIFETIMES) + 1;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      in.step();
      bound++;
      names.add(name(1));
    }
    return "for<" + String.join(", ", names) + "> ";
  }

  private Node function() {
    int was = bound;
    StringBuilder before = new StringBuilder(binder());
    if (in.take('U')) {
      before.append("unsafe ");
    }
    if (in.take('K')) {
      String abi = in.take('C') ? "C" : Identifier.parse(in).replace('_', '-');
      before.append("extern \"").append(abi).append("\" ");
    }
    List<Node> parameters = paths.untilEnd(this::type);
    Node signature = new RustNodes.Sequence(before + "fn(", parameters, ", ", ")");
    Node result = in.take('u') ? null : type();
    bound = was;
    return result == null
        ? signature
        : new RustNodes.Sequence("", List.of(signature, result), " -> ", "");
  }

  private Node object() {
    int was = bound;
    String before = "dyn " + binder();
    List<Node> bounds = new ArrayList<>(paths.untilEnd(this::bound));
    bound = was;
    in.expect('L');
    Text lifetime = lifetime();
    if (!lifetime.text().equals("'_")) {
      bounds.add(lifetime);
    }
    return new RustNodes.Sequence(before, bounds, " + ", "");
  }

  private Node bound() {
    Node trait = paths.path(true);
    List<Node> bindings = new ArrayList<>();
    while (in.take('p')) {
      String name = Identifier.parse(in);
      bindings.add(before(name + " = ", in.take('K') ? constant() : type()));
    }
    return new RustNodes.Bound(trait, bindings);
  }

  /** A type whose values are fewer. */
  private Node pattern() {
    Node type = type();
    return new RustNodes.Sequence("", List.of(type, alternatives()), " is ", "");
  }

  private Node alternatives() {
    in.enter();
    Node pattern =
        switch (in.next()) {
          case 'R' -> {
            Node from = constant();
            yield new RustNodes.Sequence("", List.of(from, constant()), "..=", "");
          }
          case 'O' -> new RustNodes.Sequence("", paths.untilEnd(this::alternatives), " | ", "");
          case 'N' -> new Text("!null");
          default -> throw Cursor.refuse();
        };
    in.leave();
    return pattern;
  }
}
