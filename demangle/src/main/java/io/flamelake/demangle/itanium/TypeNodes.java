package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Output;
import java.util.List;

/** Nodes of types. */
final class TypeNodes {
  private TypeNodes() {}

  /** A type and what is written behind it, as in {@code int const}. */
  record Qualified(Node type, String qualifiers) implements Transparent {
    @Override
    public void left(Output out) {
      out.left(type);
      String inner = out.resolve(type) instanceof Qualified other ? other.qualifiers : "";
      // What an argument of a template says already is not said twice.
      if (!inner.equals(qualifiers)) {
        out.append(qualifiers);
      }
    }

    @Override
    public Node shown(Output out) {
      return type;
    }
  }

  /** A type with an Objective-C or vendor qualifier that takes arguments. */
  record VendorQualified(Node type, Node qualifier) implements Node {
    @Override
    public void left(Output out) {
      out.print(type);
      out.append(' ');
      out.print(qualifier);
    }
  }

  /** What points at a type; parentheses keep it from an array or a function it points at. */
  private interface Indirect extends Node {
    Node pointedAt(Output out);

    @Override
    default void right(Output out) {
      close(out, pointedAt(out));
    }

    @Override
    default boolean hasRight(Output out) {
      return out.hasRight(pointedAt(out));
    }
  }

  /** A pointer. */
  record Pointer(Node target) implements Indirect {
    @Override
    public void left(Output out) {
      open(out, target);
      out.append('*');
    }

    @Override
    public Node pointedAt(Output out) {
      return target;
    }
  }

  /** A reference; one of a reference is the one or the other. */
  record Reference(Node target, boolean rvalue) implements Indirect {
    private Reference collapse(Output out) {
      Reference reference = this;
      while (out.resolve(reference.target) instanceof Reference inner) {
        reference = new Reference(inner.target, reference.rvalue && inner.rvalue);
      }
      return reference;
    }

    @Override
    public void left(Output out) {
      Reference reference = collapse(out);
      open(out, reference.target);
      out.append(reference.rvalue ? "&&" : "&");
    }

    @Override
    public Node pointedAt(Output out) {
      return collapse(out).target;
    }
  }

  private static void open(Output out, Node target) {
    out.left(target);
    if (out.isArray(target)) {
      out.append(" (");
    } else if (out.isFunction(target)) {
      out.append('(');
    }
  }

  private static void close(Output out, Node target) {
    if (out.isArray(target) || out.isFunction(target)) {
      out.append(')');
    }
    out.right(target);
  }

  /** {@code int (A::*)()}. */
  record MemberPointer(Node type, Node member) implements Indirect {
    @Override
    public void left(Output out) {
      open(out, member);
      if (!out.isArray(member) && !out.isFunction(member)) {
        out.append(' ');
      }
      out.print(type);
      out.append("::*");
    }

    @Override
    public Node pointedAt(Output out) {
      return member;
    }
  }

  /** An array; without a dimension it is null. */
  record Array(Node element, Node dimension) implements Node {
    @Override
    public void left(Output out) {
      out.left(element);
    }

    @Override
    public void right(Output out) {
      out.append(out.last() == ']' ? "[" : " [");
      if (dimension != null) {
        out.print(dimension);
      }
      out.append(']');
      out.right(element);
    }

    @Override
    public boolean isArray(Output out) {
      return true;
    }
  }

  /** A function: what it returns (null: not told), takes, and what is written behind it. */
  record Function(Node result, List<Node> parameters, Tail tail) implements Node {
    @Override
    public void left(Output out) {
      if (result != null) {
        out.left(result);
        if (!out.hasRight(result)) {
          out.append(' ');
        }
      }
    }

    @Override
    public void right(Output out) {
      out.append('(');
      out.list(parameters);
      out.append(')');
      tail.print(out);
      if (result != null) {
        out.right(result);
      }
    }

    @Override
    public boolean isFunction(Output out) {
      return true;
    }
  }

  /** Qualifiers and exceptions (null: not told) behind a function's parameters. */
  record Tail(String qualifiers, Node exceptions) {
    void print(Output out) {
      out.append(qualifiers);
      if (exceptions != null) {
        out.append(' ');
        out.print(exceptions);
      }
    }
  }

  /** {@code float __vector(4)}. */
  record Vector(Node element, Node dimension) implements Node {
    @Override
    public void left(Output out) {
      out.print(element);
      out.append(" __vector(");
      out.print(dimension);
      out.append(')');
    }
  }

  /** What a template parameter that is only declared is called: {@code $T}, {@code $T0}. */
  record Declared(String kind, int index) implements Node {
    @Override
    public void left(Output out) {
      out.append(kind);
      if (index > 0) {
        out.append(Integer.toString(index - 1));
      }
    }

    @Override
    public boolean isSimple() {
      return true;
    }
  }

  /** {@code type name}. */
  record Spaced(Node type, Node name) implements Node {
    @Override
    public void left(Output out) {
      out.left(type);
      if (!out.hasRight(type)) {
        out.append(' ');
      }
      out.print(name);
      out.right(type);
    }
  }

  /** {@code template<declarations> typename name}. */
  record Template(List<Node> declarations, Node name) implements Node {
    @Override
    public void left(Output out) {
      out.append("template<");
      out.list(declarations);
      out.append("> typename ");
      out.print(name);
    }
  }
}
