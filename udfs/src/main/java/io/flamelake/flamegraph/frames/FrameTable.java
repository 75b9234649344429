package io.flamelake.flamegraph.frames;

import io.flamelake.flamegraph.FlameGraphTree;

/** The frames that are the labels of a tree, each read once. */
public final class FrameTable {
  private final FlameGraphTree tree;
  private final Frame[] frames;

  public FrameTable(FlameGraphTree tree) {
    this.tree = tree;
    this.frames = new Frame[tree.labelCount()];
  }

  /** The frame of a label that is not the root's. */
  public Frame get(int label) {
    Frame frame = frames[label];
    if (frame == null) {
      frame = FrameBytes.frame(tree, label);
      frames[label] = frame;
    }
    return frame;
  }
}
