package io.flamelake.demangle.rust;

import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Output;
import java.util.List;

/** Nodes of Rust's names. */
final class RustNodes {
  private RustNodes() {}

  static void separated(Output out, List<Node> nodes, String separator) {
    for (int i = 0; i < nodes.size(); i++) {
      if (i > 0) {
        out.append(separator);
      }
      out.print(nodes.get(i));
    }
  }

  /** {@code name::<arguments>}, and within types {@code name<arguments>}. */
  record Generic(Node name, List<Node> arguments, boolean inType) implements Node {
    @Override
    public void left(Output out) {
      out.print(name);
      if (out.detail().hasTemplateArguments()) {
        out.append(inType ? "<" : "::<");
        separated(out, arguments, ", ");
        out.append('>');
      }
    }
  }

  /** {@code <type>}, {@code <type as trait>}; without a trait it is null. */
  record Implementation(Node type, Node trait) implements Node {
    @Override
    public void left(Output out) {
      out.append('<');
      out.print(type);
      if (trait != null) {
        out.append(" as ");
        out.print(trait);
      }
      out.append('>');
    }
  }

  /** Nodes with text before, between and behind them. */
  record Sequence(String before, List<Node> nodes, String separator, String behind)
      implements Node {
    @Override
    public void left(Output out) {
      out.append(before);
      separated(out, nodes, separator);
      out.append(behind);
    }
  }

  /** A trait of a trait object, {@code Iterator<Item = u8>}. */
  record Bound(Node trait, List<Node> bindings) implements Node {
    @Override
    public void left(Output out) {
      boolean shows = out.detail().hasTemplateArguments();
      if (bindings.isEmpty() || !shows) {
        out.print(trait);
        return;
      }
      if (trait instanceof Generic generic) {
        out.print(generic.name);
        out.append('<');
        separated(out, generic.arguments, ", ");
        out.append(", ");
      } else {
        out.print(trait);
        out.append('<');
      }
      separated(out, bindings, ", ");
      out.append('>');
    }
  }
}
