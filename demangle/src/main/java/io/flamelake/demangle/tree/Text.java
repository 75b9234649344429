package io.flamelake.demangle.tree;

/** A name, or anything else that is printed as it stands. */
public record Text(String text) implements Node {
  @Override
  public void left(Output out) {
    out.append(text);
  }

  @Override
  public boolean isSimple() {
    return true;
  }
}
