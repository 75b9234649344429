package io.flamelake.compaction.sort;

/** Sorts references without an object for each, by merging; those that are in order stay so. */
final class ReferenceSort {
  private static final int SMALL = 16;

  /** Compares what references stand for. */
  interface Order {
    int compare(long left, long right);
  }

  private final Order order;

  ReferenceSort(Order order) {
    this.order = order;
  }

  /** Sorts the first count references; takes memory for as many again. */
  void sort(long[] references, int count) {
    if (count > 1) {
      sort(references, new long[count], 0, count);
    }
  }

  private void sort(long[] references, long[] other, int from, int to) {
    if (to - from <= SMALL) {
      insert(references, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(references, other, from, middle);
    sort(references, other, middle, to);
    // Rows arrive partly in order.
    if (order.compare(references[middle - 1], references[middle]) > 0) {
      merge(references, other, from, middle, to);
    }
  }

  private void insert(long[] references, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long reference = references[i];
      int at = i;
      while (at > from && order.compare(references[at - 1], reference) > 0) {
        references[at] = references[at - 1];
        at--;
      }
      references[at] = reference;
    }
  }

  private void merge(long[] references, long[] other, int from, int middle, int to) {
    System.arraycopy(references, from, other, from, middle - from);
    int left = from;
    int right = middle;
    int at = from;
    while (left < middle && right < to) {
      boolean takeLeft = order.compare(other[left], references[right]) <= 0;
      references[at++] = takeLeft ? other[left++] : references[right++];
    }
    System.arraycopy(other, left, references, at, middle - left);
  }
}
