package io.flamelake.demangle.tree;

import java.util.List;

/** Nodes with commas between them and text around them: {@code [a, b]}, {@code throw(A, B)}. */
public record Listed(String before, List<Node> nodes, String behind) implements Node {
  @Override
  public void left(Output out) {
    out.append(before);
    out.list(nodes);
    out.append(behind);
  }
}
