package io.flamelake.udfs.export;

import io.flamelake.flamegraph.FlameGraphTree;
import io.flamelake.flamegraph.frames.FrameBytes;
import io.flamelake.udfs.FrameFields;
import io.trino.spi.block.ArrayBlock;
import io.trino.spi.block.Block;
import io.trino.spi.type.Type;

/** Adds stacks to trees, walking the frames from the root, which an array has last. */
final class StackReader {
  private final Type frame;
  private final FrameBytes bytes = new FrameBytes();
  private FrameFields fields;
  private FlameGraphTree tree;
  private long value;

  StackReader(Type frame) {
    this.frame = frame;
  }

  void add(FlameGraphTree to, ArrayBlock stacks, int position, long amount) {
    tree = to;
    value = amount;
    // Not getArray: it would make a region of every field of the frame for each stack
    stacks.apply(this::read, position);
  }

  private Void read(Block frames, int start, int length) {
    if (fields == null) {
      fields = new FrameFields(frame);
    }
    fields.bind(frames);
    int node = FlameGraphTree.ROOT;
    for (int position = start + length - 1; position >= start; position--) {
      fields.read(position, bytes);
      node = tree.child(node, tree.intern(bytes.bytes(), 0, bytes.length()));
    }
    tree.addSelf(node, value);
    return null;
  }
}
