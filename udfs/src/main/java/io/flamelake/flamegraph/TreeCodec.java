package io.flamelake.flamegraph;

import java.util.Arrays;

/**
 * The bytes of a tree: version, labels, nodes.
 *
 * <p>Version 1: the byte 1; the number of labels, then each as its length and its UTF-8 bytes; the
 * number of nodes, then for each its self value and, but for the root, which comes first, how far
 * back its parent stands and its label's number. Numbers are base-128 varints, least significant
 * group first; self values are zigzag coded.
 *
 * <p>Version 2, of a tree that has a right side: the byte 2; what follows in version 1; then for
 * each node its self value of the right side, zigzag coded.
 */
final class TreeCodec {
  private static final byte ONE_SIDE = 1;
  private static final byte TWO_SIDES = 2;

  private TreeCodec() {}

  static byte[] encode(FlameGraphTree tree) {
    Output output = new Output();
    output.write(tree.isDiff() ? TWO_SIDES : ONE_SIDE);
    output.writeVarint(tree.labelCount());
    for (int label = 0; label < tree.labelCount(); label++) {
      int start = tree.labelStart(label);
      int length = tree.labelEnd(label) - start;
      output.writeVarint(length);
      output.write(tree.labelBytes(), start, length);
    }
    output.writeVarint(tree.size());
    for (int node = 0; node < tree.size(); node++) {
      output.writeSigned(tree.self(node));
      if (node != FlameGraphTree.ROOT) {
        output.writeVarint(node - tree.parent(node));
        output.writeVarint(tree.label(node));
      }
    }
    if (tree.isDiff()) {
      for (long self : tree.selvesRight()) {
        output.writeSigned(self);
      }
    }
    return output.toBytes();
  }

  static FlameGraphTree decode(byte[] bytes) {
    Input input = new Input(bytes);
    int version = input.read();
    if (version != ONE_SIDE && version != TWO_SIDES) {
      throw new IllegalArgumentException(
          "flame graph bytes have version %d, only %d and %d are known"
              .formatted(version, ONE_SIDE, TWO_SIDES));
    }
    FlameGraphTree tree = new FlameGraphTree();
    readNodes(input, tree);
    for (int node = 0; version == TWO_SIDES && node < tree.size(); node++) {
      tree.addSelfRight(node, input.readSigned());
    }
    return tree;
  }

  private static void readNodes(Input input, FlameGraphTree tree) {
    int[] labels = readLabels(input, tree);
    int count = input.readInt(Integer.MAX_VALUE, "number of nodes");
    for (int node = 0; node < count; node++) {
      long self = input.readSigned();
      int here = FlameGraphTree.ROOT;
      if (node != FlameGraphTree.ROOT) {
        int parent = node - input.readInt(node, "parent");
        here = tree.child(parent, labels[input.readInt(labels.length - 1, "label")]);
      }
      if (here != node) {
        throw new IllegalArgumentException("flame graph bytes give node %d twice".formatted(here));
      }
      tree.addSelf(node, self);
    }
  }

  private static int[] readLabels(Input input, FlameGraphTree tree) {
    int[] labels = new int[input.readInt(input.remaining(), "number of labels")];
    for (int label = 0; label < labels.length; label++) {
      int length = input.readInt(Integer.MAX_VALUE, "length of a label");
      if (length > input.remaining()) {
        throw new IllegalArgumentException(
            "flame graph bytes end within a label of %d bytes".formatted(length));
      }
      labels[label] = tree.intern(input.bytes, input.at, length);
      input.at += length;
    }
    return labels;
  }

  private static final class Output {
    private byte[] bytes = new byte[256];
    private int size;

    void write(byte value) {
      reserve(1);
      bytes[size++] = value;
    }

    void write(byte[] source, int offset, int length) {
      reserve(length);
      System.arraycopy(source, offset, bytes, size, length);
      size += length;
    }

    void writeVarint(long value) {
      reserve(10);
      long rest = value;
      while ((rest & ~0x7FL) != 0) {
        bytes[size++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[size++] = (byte) rest;
    }

    void writeSigned(long value) {
      writeVarint((value << 1) ^ (value >> 63));
    }

    byte[] toBytes() {
      return Arrays.copyOf(bytes, size);
    }

    private void reserve(int more) {
      if ((long) size + more > bytes.length) {
        bytes = Arrays.copyOf(bytes, Capacity.grow(bytes.length, (long) size + more));
      }
    }
  }

  private static final class Input {
    private final byte[] bytes;
    private int at;

    Input(byte[] bytes) {
      this.bytes = bytes;
    }

    int remaining() {
      return bytes.length - at;
    }

    int read() {
      if (at == bytes.length) {
        throw new IllegalArgumentException("flame graph bytes end after %d bytes".formatted(at));
      }
      return bytes[at++];
    }

    long readVarint() {
      long value = 0;
      for (int shift = 0; shift < Long.SIZE; shift += 7) {
        int group = read();
        value |= (group & 0x7FL) << shift;
        if (group >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException(
          "flame graph bytes hold a number of more than ten bytes at " + at);
    }

    long readSigned() {
      long value = readVarint();
      return (value >>> 1) ^ -(value & 1);
    }

    int readInt(int max, String what) {
      long value = readVarint();
      if (value < 0 || value > max) {
        throw new IllegalArgumentException(
            "flame graph bytes give %d as %s, at most %d is possible".formatted(value, what, max));
      }
      return (int) value;
    }
  }
}
