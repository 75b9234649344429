package io.flamelake.demangle.tree;

/** What a compiler or linker has appended to a name; it belongs to no source. */
public record Suffixed(Node name, String suffix) implements Node {
  @Override
  public void left(Output out) {
    out.print(name);
    if (out.detail().hasParameters()) {
      out.append(suffix);
    }
  }
}
