package io.flamelake.demangle.tree;

/** A name with something around it; a constructor is still called what that name is. */
public interface Named extends Node {
  Node name();

  /** In a loop, as back references can make a name of thousands that each hold the next. */
  @Override
  default Node base() {
    Node node = name();
    while (node instanceof Named named) {
      node = named.name();
    }
    return node.base();
  }
}
