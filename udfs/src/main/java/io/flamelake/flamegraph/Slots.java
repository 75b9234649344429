package io.flamelake.flamegraph;

/** Sizes of hash tables with open addressing: powers of two. */
final class Slots {
  private static final int MAX = 1 << 30;

  private Slots() {}

  static int doubled(int length) {
    if (length >= MAX) {
      throw new IllegalStateException(
          "a flame graph cannot hold more than %d elements".formatted(MAX / 2));
    }
    return length << 1;
  }
}
