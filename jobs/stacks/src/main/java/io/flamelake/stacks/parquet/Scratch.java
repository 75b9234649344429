package io.flamelake.stacks.parquet;

/** Buffers that are only needed while a page is made: one set for all files of a thread. */
final class Scratch {
  final IndexEncoder encoder = new IndexEncoder();
  final IndexEncoder levels = new IndexEncoder();
  final PageBytes plain = new PageBytes();
  private int[] indexes = new int[1 << 10];
  private long[] present = new long[1 << 10];

  int[] indexes(int count) {
    if (indexes.length < count) {
      indexes = new int[count];
    }
    return indexes;
  }

  /** For the numbers of a page that are there. */
  long[] present(int count) {
    if (present.length < count) {
      present = new long[count];
    }
    return present;
  }
}
