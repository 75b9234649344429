package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Named;
import io.flamelake.demangle.tree.Nested;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Output;
import io.flamelake.demangle.tree.Text;
import java.util.List;

/** Nodes of names: scopes, template instances, constructors, lambdas. */
final class NameNodes {
  private NameNodes() {}

  /** {@code name<arguments>}. */
  record Templated(Node name, Arguments arguments) implements Named {
    @Override
    public void left(Output out) {
      out.print(name);
      if (out.detail().hasTemplateArguments()) {
        out.print(arguments);
      }
    }
  }

  /** {@code <arguments>}. */
  record Arguments(List<Node> list) implements Node {
    @Override
    public void left(Output out) {
      out.append(out.last() == '<' ? " <" : "<");
      out.list(list);
      out.append(out.last() == '>' ? " >" : ">");
    }
  }

  /** Something within a function. */
  record Local(Nested path) implements Named {
    Local(Node function, Node entity) {
      this(new Nested(function, entity));
    }

    @Override
    public void left(Output out) {
      path.left(out);
    }

    @Override
    public Node name() {
      return path.name();
    }

    @Override
    public boolean isSimple() {
      return true;
    }
  }

  /** {@code {lambda(int)#1}}; its parameters tell it from others, so they are never left out. */
  record Lambda(List<Node> declarations, List<Node> parameters, int number) implements Node {
    @Override
    public void left(Output out) {
      out.append("{lambda");
      if (!declarations.isEmpty()) {
        out.append('<');
        out.list(declarations);
        out.append('>');
      }
      out.append('(');
      out.list(parameters);
      out.append(")#");
      out.append(Integer.toString(number));
      out.append('}');
    }
  }

  /** {@code name[abi:a][abi:b]}. */
  record Tagged(Node name, List<String> tags) implements Named {
    @Override
    public void left(Output out) {
      out.print(name);
      for (String tag : tags) {
        out.append("[abi:");
        out.append(tag);
        out.append(']');
      }
    }

    @Override
    public boolean isSimple() {
      return name.isSimple();
    }
  }

  /** {@code name@module}. */
  record InModule(Node name, Node module) implements Named {
    @Override
    public void left(Output out) {
      out.print(name);
      out.append('@');
      out.print(module);
    }
  }

  /** A part of a module's name after another. */
  record Module(Node parent, char separator, String name) implements Node {
    @Override
    public void left(Output out) {
      if (parent != null) {
        out.print(parent);
      }
      if (parent != null || separator == ':') {
        out.append(separator);
      }
      out.append(name);
    }
  }

  /** {@code std::string} and its like, which a constructor's name calls by what they stand for. */
  record Abbreviation(String text, Node expanded) implements Node {
    static Node standard(String name) {
      return new Nested(new Text("std"), new Text(name));
    }

    @Override
    public void left(Output out) {
      out.append(text);
    }

    @Override
    public Node base() {
      return expanded.base();
    }

    @Override
    public boolean isSimple() {
      return true;
    }
  }

  /** {@code construction vtable for B-in-A}. */
  record ConstructionVtable(Node base, Node derived) implements Node {
    @Override
    public void left(Output out) {
      out.append("construction vtable for ");
      out.print(base);
      out.append("-in-");
      out.print(derived);
    }
  }
}
