package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Cursor;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Output;
import java.util.List;

/** Nodes of parameter packs, and of parameters known only later. */
final class PackNodes {
  private PackNodes() {}

  /** The arguments of a pack, all of them. */
  record ArgumentPack(List<Node> elements) implements Node {
    @Override
    public void left(Output out) {
      out.list(elements);
    }
  }

  /** A parameter that stands for a pack: within an expansion one of its elements. */
  record ParameterPack(List<Node> elements) implements Transparent {
    private static final Node NOTHING = new ArgumentPack(List.of());

    @Override
    public Node resolve(Output out) {
      int index = out.element(elements.size());
      if (index < 0) {
        return elements.size() == 1 ? out.resolve(elements.get(0)) : new ArgumentPack(elements);
      }
      return index < elements.size() ? out.resolve(elements.get(index)) : NOTHING;
    }

    @Override
    public Node shown(Output out) {
      return resolve(out);
    }
  }

  /** {@code pattern...}, written out where the packs within are known. */
  record Expansion(Node pattern) implements Node {
    @Override
    public void left(Output out) {
      if (!out.expand(pattern)) {
        out.append("...");
      }
    }
  }

  /** A template parameter of a conversion operator's type, whose arguments follow later. */
  static final class Forward implements Transparent {
    private final int index;
    private Node target;

    Forward(int index) {
      this.index = index;
    }

    void resolve(List<Node> arguments) {
      Cursor.require(index < arguments.size());
      target = arguments.get(index);
    }

    @Override
    public Node resolve(Output out) {
      Cursor.require(target != null);
      return out.resolve(target);
    }

    @Override
    public Node shown(Output out) {
      return resolve(out);
    }
  }
}
