package io.flamelake.demangle.tree;

/**
 * A part of a name. C++ writes a declarator around its name, {@code int (*f)[3]}, so a node prints
 * in two halves: what stands before a name and what stands after it.
 */
public interface Node {
  /** Prints what stands before the name, or all of a node that has no second half. */
  void left(Output out);

  /** Prints what stands after the name. */
  default void right(Output out) {}

  /** What stands here after pack elements and forward references have been followed. */
  default Node resolve(Output out) {
    return this;
  }

  default boolean isFunction(Output out) {
    return false;
  }

  default boolean isArray(Output out) {
    return false;
  }

  /** Whether anything follows the name. */
  default boolean hasRight(Output out) {
    return isFunction(out) || isArray(out);
  }

  /** What a constructor of the class of this name is called. */
  default Node base() {
    return this;
  }

  /** Whether it is a name that is written without parentheses within an expression. */
  default boolean isSimple() {
    return false;
  }
}
