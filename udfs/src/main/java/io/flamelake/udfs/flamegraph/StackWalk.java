package io.flamelake.udfs.flamegraph;

import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.udfs.FrameCursor;
import io.flamelake.udfs.FrameType;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;
import java.util.Arrays;

/**
 * Finds, and if need be makes, the nodes of stacks in trees, walking the frames from the root,
 * which an array has last.
 *
 * <p>Remembers the path walked last: neighbouring stacks mostly begin alike, and for as long as
 * they do, no node needs to be looked up.
 */
final class StackWalk {
  private final Type frame;
  private FrameCursor cursor;
  private FlameGraphTree tree;
  private int leaf;
  private int[] pathLabels = new int[64];
  private int[] pathNodes = new int[64];
  private int pathLength;

  StackWalk(Type frame) {
    this.frame = frame;
  }

  /** The node in which the stack at a position of a block of arrays of frames ends. */
  int leaf(FlameGraphTree to, ArrayBlock stacks, int position) {
    if (to != tree) {
      tree = to;
      pathLength = 0;
    }
    // Not getArray: it would make a region of every field of the frame for each stack
    stacks.apply(this::walk, position);
    return leaf;
  }

  private Void walk(Block frames, int start, int length) {
    if (cursor == null) {
      cursor = new FrameCursor(FrameType.of(frame));
    }
    cursor.bind(frames);
    if (length > pathLabels.length) {
      pathLabels = Arrays.copyOf(pathLabels, length);
      pathNodes = Arrays.copyOf(pathNodes, length);
    }
    int node = FlameGraphTree.ROOT;
    int shared = pathLength;
    for (int depth = 0; depth < length; depth++) {
      cursor.read(start + length - 1 - depth);
      int label = tree.intern(cursor.bytes(), cursor.offset(), cursor.length());
      if (depth < shared && pathLabels[depth] == label) {
        node = pathNodes[depth];
      } else {
        shared = 0;
        node = tree.child(node, label);
        pathLabels[depth] = label;
        pathNodes[depth] = node;
      }
    }
    pathLength = length;
    leaf = node;
    return null;
  }
}
