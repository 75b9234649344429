package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Output;
import java.util.List;

/** Nodes of expressions; operands that are more than a name stand in parentheses. */
final class ExpressionNodes {
  private ExpressionNodes() {}

  static void sub(Output out, Node node) {
    if (node.isSimple()) {
      out.print(node);
    } else {
      parenthesized(out, node);
    }
  }

  static void parenthesized(Output out, Node node) {
    out.append('(');
    out.print(node);
    out.append(')');
  }

  /** A literal: {@code 5ul}, {@code (char)65}. */
  record Literal(Node type, String before, String value) implements Node {
    @Override
    public void left(Output out) {
      if (type != null) {
        parenthesized(out, type);
      }
      out.append(before);
      out.append(value);
    }
  }

  record Prefix(String operator, Node operand) implements Node {
    @Override
    public void left(Output out) {
      out.append(operator);
      if (operator.equals("&")
          && operand instanceof Encoding function
          && function.isPlainMember()) {
        out.print(function.name());
      } else {
        sub(out, operand);
      }
    }
  }

  record Postfix(Node operand, String operator) implements Node {
    @Override
    public void left(Output out) {
      sub(out, operand);
      out.append(operator);
    }
  }

  record Binary(Node a, String operator, Node b) implements Node {
    @Override
    public void left(Output out) {
      // Else it would end the template arguments.
      boolean ends = operator.equals(">");
      if (ends) {
        out.append('(');
      }
      sub(out, a);
      out.append(operator);
      sub(out, b);
      if (ends) {
        out.append(')');
      }
    }
  }

  /** {@code .field=(1)}. */
  record Designated(Node designator, Node value) implements Node {
    @Override
    public void left(Output out) {
      out.print(designator);
      out.append('=');
      sub(out, value);
    }
  }

  /** {@code x.<int at offset 4>}. */
  record Subobject(Node object, Node type, String offset) implements Node {
    @Override
    public void left(Output out) {
      sub(out, object);
      out.append(".<");
      out.print(type);
      out.append(" at offset ");
      out.append(offset);
      out.append('>');
    }
  }

  record Index(Node array, Node index) implements Node {
    @Override
    public void left(Output out) {
      sub(out, array);
      out.append('[');
      out.print(index);
      out.append(']');
    }
  }

  record Conditional(Node condition, Node then, Node otherwise) implements Node {
    @Override
    public void left(Output out) {
      sub(out, condition);
      out.append('?');
      sub(out, then);
      out.append(" : ");
      sub(out, otherwise);
    }
  }

  record Call(Node function, List<Node> arguments) implements Node {
    @Override
    public void left(Output out) {
      Node called =
          function instanceof Encoding encoding && encoding.hasParameters()
              ? encoding.name()
              : function;
      sub(out, called);
      out.append('(');
      out.list(arguments);
      out.append(')');
    }
  }

  /** {@code (type)(arguments)}. */
  record Cast(Node type, List<Node> arguments, boolean always) implements Node {
    @Override
    public void left(Output out) {
      parenthesized(out, type);
      if (!always && arguments.size() == 1) {
        sub(out, arguments.get(0));
        return;
      }
      out.append('(');
      out.list(arguments);
      out.append(')');
    }
  }

  /** {@code static_cast<type>(value)}. */
  record NamedCast(String name, Node type, Node value) implements Node {
    @Override
    public void left(Output out) {
      out.append(name);
      out.append('<');
      out.print(type);
      out.append(out.last() == '>' ? " >" : ">");
      parenthesized(out, value);
    }
  }

  /** {@code type{values}}; without a type it is null. */
  record Initializers(Node type, List<Node> values) implements Node {
    @Override
    public void left(Output out) {
      if (type != null) {
        out.print(type);
      }
      out.append('{');
      out.list(values);
      out.append('}');
    }

    @Override
    public boolean isSimple() {
      return true;
    }
  }

  /** {@code new (placement) type(arguments)}; without arguments they are null. */
  record New(String operator, List<Node> placement, Node type, Node arguments) implements Node {
    @Override
    public void left(Output out) {
      out.append(operator);
      if (!placement.isEmpty()) {
        out.append(" (");
        out.list(placement);
        out.append(')');
      }
      out.append(' ');
      out.print(type);
      if (arguments != null) {
        out.print(arguments);
      }
    }
  }

  /** {@code (a+...+b)}; one of the two may be null. */
  record Fold(Node first, String operator, Node last) implements Node {
    @Override
    public void left(Output out) {
      out.append('(');
      if (first != null) {
        sub(out, first);
        out.append(operator);
      }
      out.append("...");
      if (last != null) {
        out.append(operator);
        sub(out, last);
      }
      out.append(')');
    }
  }

  /** How many elements there are. */
  record Count(Node pack) implements Node {
    @Override
    public void left(Output out) {
      if (pack instanceof PackNodes.ParameterPack known) {
        out.append(Integer.toString(known.elements().size()));
      } else {
        out.append("sizeof...");
        parenthesized(out, pack);
      }
    }
  }

  /** {@code text (inner)}. */
  record Function(String name, Node of) implements Node {
    @Override
    public void left(Output out) {
      out.append(name);
      parenthesized(out, of);
    }
  }

  /** {@code requires (parameters) {...}}. */
  record Requires(List<Node> parameters, List<Node> requirements) implements Node {
    @Override
    public void left(Output out) {
      out.append("requires ");
      if (!parameters.isEmpty()) {
        out.append('(');
        out.list(parameters);
        out.append(") ");
      }
      out.append('{');
      for (Node requirement : requirements) {
        out.print(requirement);
      }
      out.append(" }");
    }
  }

  /** One of what a requires-expression asks. */
  record Requirement(String before, Node of, String after, Node constraint) implements Node {
    @Override
    public void left(Output out) {
      out.append(before);
      out.print(of);
      out.append(after);
      if (constraint != null) {
        out.append(" -> ");
        out.print(constraint);
      }
      out.append(';');
    }
  }
}
