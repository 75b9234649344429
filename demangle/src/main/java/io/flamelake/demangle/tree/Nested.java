package io.flamelake.demangle.tree;

/** {@code scope::name}. */
public record Nested(Node scope, Node name) implements Named {
  @Override
  public void left(Output out) {
    out.print(scope);
    out.append("::");
    out.print(name);
  }

  @Override
  public boolean isSimple() {
    return name.isSimple();
  }
}
