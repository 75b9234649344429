package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Nested;
import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Output;
import java.util.List;

/**
 * A function or a datum.
 *
 * @param result what it returns, null when that is not part of its mangled name
 * @param parameters null for a datum
 * @param qualifiers of a member function
 * @param requirement the trailing requires-clause, or null
 */
record Encoding(Node result, Node name, List<Node> parameters, String qualifiers, Node requirement)
    implements Node {
  @Override
  public void left(Output out) {
    if (!hasParameters() || !out.detail().hasParameters()) {
      out.print(name);
      return;
    }
    if (result != null) {
      out.left(result);
      if (!out.hasRight(result)) {
        out.append(' ');
      }
    }
    out.print(name);
    out.append('(');
    out.list(parameters);
    out.append(')');
    out.append(qualifiers);
    if (result != null) {
      out.right(result);
    }
    if (requirement != null) {
      out.append(" requires ");
      out.print(requirement);
    }
  }

  boolean hasParameters() {
    return parameters != null;
  }

  /** Whether it is known by its name alone where its address is taken. */
  boolean isPlainMember() {
    return hasParameters() && qualifiers.isEmpty() && name instanceof Nested;
  }

  /** As the scope of something within it. */
  Encoding withoutResult() {
    return new Encoding(null, name, parameters, qualifiers, null);
  }

  @Override
  public boolean isSimple() {
    return !hasParameters() && name.isSimple();
  }
}
