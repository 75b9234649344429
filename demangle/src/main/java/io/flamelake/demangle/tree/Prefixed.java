package io.flamelake.demangle.tree;

/** A node with text before it, as in {@code vtable for A}, {@code ~A}, {@code operator int}. */
public record Prefixed(String before, Node node) implements Node {
  @Override
  public void left(Output out) {
    out.append(before);
    out.print(node);
  }
}
