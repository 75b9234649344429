package io.flamelake.demangle.itanium;

import io.flamelake.demangle.tree.Node;
import io.flamelake.demangle.tree.Output;

/** A node that is written as another is, wherever it does not say otherwise. */
interface Transparent extends Node {
  /** The node it is written as. */
  Node shown(Output out);

  @Override
  default void left(Output out) {
    out.left(shown(out));
  }

  @Override
  default void right(Output out) {
    out.right(shown(out));
  }

  @Override
  default boolean isFunction(Output out) {
    return out.isFunction(shown(out));
  }

  @Override
  default boolean isArray(Output out) {
    return out.isArray(shown(out));
  }

  @Override
  default boolean hasRight(Output out) {
    return out.hasRight(shown(out));
  }
}
