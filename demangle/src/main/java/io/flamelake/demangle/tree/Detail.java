package io.flamelake.demangle.tree;

/** How much of a name is printed. */
public enum Detail {
  /** Neither parameters nor template arguments. */
  NAME,
  /** Template arguments, but no parameters. */
  TEMPLATE_ARGUMENTS,
  /** Everything. */
  ALL;

  public boolean hasTemplateArguments() {
    return this != NAME;
  }

  public boolean hasParameters() {
    return this == ALL;
  }
}
