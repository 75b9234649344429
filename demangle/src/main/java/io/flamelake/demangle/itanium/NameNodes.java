package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Output;
import io.flamelake.demangle.tree.Text;
import java.util.List;

/** Nodes of names: scopes, template instances, constructors, lambdas. */
final class NameNodes {
  private NameNodes() {}

  /** {@code scope::name}. */
  record Nested(Node scope, Node name) implements Node {
    @Override
    public void left(Output out) {
      out.print(scope);
      out.append("::");
      out.print(name);
    }

    @Override
    public Node base() {
      return name.base();
    }

    @Override
    public boolean isSimple() {
      return name.isSimple();
    }
  }

  /** {@code name<arguments>}. */
  record Templated(Node name, Arguments arguments) implements Node {
    @Override
    public void left(Output out) {
      out.print(name);
      if (out.detail().hasTemplateArguments()) {
        out.print(arguments);
      }
    }

    @Override
    public Node base() {
      return name.base();
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
  record Local(Node function, Node entity) implements Node {
    @Override
    public void left(Output out) {
      out.print(function);
      out.append("::");
      out.print(entity);
    }

    @Override
    public Node base() {
      return entity.base();
    }

    @Override
    public boolean isSimple() {
      return true;
    }
  }

  /** A constructor, or a destructor with {@code ~} before it. */
  record Structor(String before, Node type) implements Node {
    @Override
    public void left(Output out) {
      out.append(before);
      out.print(type);
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

  record Tagged(Node name, String tag) implements Node {
    @Override
    public void left(Output out) {
      out.print(name);
      out.append("[abi:");
      out.append(tag);
      out.append(']');
    }

    @Override
    public Node base() {
      return name.base();
    }

    @Override
    public boolean isSimple() {
      return name.isSimple();
    }
  }

  /** {@code name@module}. */
  record InModule(Node name, Node module) implements Node {
    @Override
    public void left(Output out) {
      out.print(name);
      out.append('@');
      out.print(module);
    }

    @Override
    public Node base() {
      return name.base();
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

  /** {@code operator int}. */
  record Conversion(Node type) implements Node {
    @Override
    public void left(Output out) {
      out.append("operator ");
      out.print(type);
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

  /** {@code [a, b]}. */
  record Binding(List<Node> names) implements Node {
    @Override
    public void left(Output out) {
      out.append('[');
      out.list(names);
      out.append(']');
    }
  }

  /** {@code text} and what it is said of, as in {@code vtable for A}. */
  record Special(String text, Node of) implements Node {
    @Override
    public void left(Output out) {
      out.append(text);
      out.print(of);
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

  /** What a compiler or linker has appended to a name; it belongs to no source. */
  record Suffixed(Node name, String suffix) implements Node {
    @Override
    public void left(Output out) {
      out.print(name);
      if (out.detail().hasParameters()) {
        out.append(suffix);
      }
    }
  }
}
