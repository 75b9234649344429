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
  private final KnownLabels known = new KnownLabels();
  private FrameCursor cursor;
  private FlameGraphTree tree;
  private int leaf;
  private int[] labels = new int[64];
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
      known.forget();
    }
    // Not getArray: it would make a region of every field of the frame for each stack
    stacks.apply(this::walk, position);
    return leaf;
  }

  long sizeInBytes() {
    return known.sizeInBytes();
  }

  private Void walk(Block frames, int start, int length) {
    if (cursor == null) {
      cursor = new FrameCursor(FrameType.of(frame));
    }
    cursor.bind(frames);
    known.bind(cursor.dictionary());
    if (length > labels.length) {
      labels = new int[length];
      pathLabels = Arrays.copyOf(pathLabels, length);
      pathNodes = Arrays.copyOf(pathNodes, length);
    }
    // All before the first step: a step waits for memory, and these do not wait for it
    int last = start + length - 1;
    for (int depth = 0; depth < length; depth++) {
      labels[depth] = label(last - depth);
    }
    step(length);
    return null;
  }

  private void step(int length) {
    int shared = Arrays.mismatch(labels, 0, length, pathLabels, 0, pathLength);
    int depth = shared < 0 ? length : shared;
    int node = depth == 0 ? FlameGraphTree.ROOT : pathNodes[depth - 1];
    while (depth < length) {
      node = tree.child(node, labels[depth]);
      pathNodes[depth] = node;
      depth++;
    }
    int[] walked = labels;
    labels = pathLabels;
    pathLabels = walked;
    pathLength = length;
    leaf = node;
  }

  private int label(int position) {
    int text = cursor.text(position);
    if (text != FrameCursor.NO_TEXT) {
      int label = known.get(text);
      if (label != KnownLabels.UNKNOWN) {
        return label;
      }
    }
    cursor.read(position);
    int label = tree.intern(cursor.bytes(), cursor.offset(), cursor.length());
    if (text != FrameCursor.NO_TEXT && cursor.isFunction()) {
      known.put(text, label);
    }
    return label;
  }
}
