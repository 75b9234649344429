package io.flamelake.demangle.tree;

import java.util.List;
import java.util.function.BiPredicate;

/** Takes what nodes print, in one {@link Detail}, within the {@link Limits}. */
public final class Output {
  private static final int NO_PACK = -1;

  private final StringBuilder text = new StringBuilder(128);
  private final Detail detail;
  private int depth;
  private int steps;

  /** The pack expansion that is being printed: which element, of how many once a pack was met. */
  private int packIndex;

  private int packSize = NO_PACK;
  private boolean expanding;

  private Output(Detail detail) {
    this.detail = detail;
  }

  /**
   * Prints a tree.
   *
   * @throws Refused when it is too large
   */
  public static String print(Node node, Detail detail) {
    Output out = new Output(detail);
    out.print(node);
    return out.text.toString();
  }

  public Detail detail() {
    return detail;
  }

  public void append(String part) {
    Cursor.require(text.length() + part.length() <= Limits.OUTPUT);
    text.append(part);
  }

  public void append(char part) {
    Cursor.require(text.length() < Limits.OUTPUT);
    text.append(part);
  }

  public char last() {
    return text.length() == 0 ? 0 : text.charAt(text.length() - 1);
  }

  public int length() {
    return text.length();
  }

  public void truncate(int length) {
    text.setLength(length);
  }

  /** Both halves of a node. */
  public void print(Node node) {
    enter();
    node.left(this);
    node.right(this);
    depth--;
  }

  public void left(Node node) {
    enter();
    node.left(this);
    depth--;
  }

  public void right(Node node) {
    enter();
    node.right(this);
    depth--;
  }

  public Node resolve(Node node) {
    enter();
    Node resolved = node.resolve(this);
    depth--;
    return resolved;
  }

  public boolean isFunction(Node node) {
    return ask(node, Node::isFunction);
  }

  public boolean isArray(Node node) {
    return ask(node, Node::isArray);
  }

  public boolean hasRight(Node node) {
    return ask(node, Node::hasRight);
  }

  private boolean ask(Node node, BiPredicate<Node, Output> question) {
    enter();
    boolean answer = question.test(node, this);
    depth--;
    return answer;
  }

  private void enter() {
    Cursor.require(++depth <= Limits.DEPTH && ++steps <= Limits.STEPS);
  }

  /** Prints nodes with commas between them; a pack without elements leaves no comma. */
  public void list(List<Node> nodes) {
    boolean first = true;
    for (Node node : nodes) {
      int before = text.length();
      if (!first) {
        append(", ");
      }
      int start = text.length();
      print(node);
      if (text.length() == start) {
        truncate(before);
      } else {
        first = false;
      }
    }
  }

  /** Which of so many elements of a pack is to be printed; -1 when all are. */
  public int element(int size) {
    if (!expanding) {
      return NO_PACK;
    }
    if (packSize == NO_PACK) {
      packSize = size;
    }
    return packIndex;
  }

  /** Prints a pattern once for each element of the packs within it; false when there are none. */
  public boolean expand(Node pattern) {
    boolean wasExpanding = expanding;
    int wasIndex = packIndex;
    int wasSize = packSize;
    expanding = true;
    packIndex = 0;
    packSize = NO_PACK;
    int start = text.length();
    print(pattern);
    int size = packSize;
    if (size == 0) {
      truncate(start);
    }
    for (packIndex = 1; packIndex < size; packIndex++) {
      append(", ");
      print(pattern);
    }
    expanding = wasExpanding;
    packIndex = wasIndex;
    packSize = wasSize;
    return size != NO_PACK;
  }
}
