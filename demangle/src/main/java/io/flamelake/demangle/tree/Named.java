package io.flamelake.demangle.tree;

/** A name with something around it; a constructor is still called what that name is. */
public interface Named extends Node {
  Node name();

  @Override
  default Node base() {
    return name().base();
  }
}
