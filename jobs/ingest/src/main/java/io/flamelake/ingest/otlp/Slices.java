package io.flamelake.ingest.otlp;

import java.util.Arrays;

/** Pieces of a message's bytes by number. */
final class Slices {

  private long[] bounds = new long[64];
  private int count;

  void reset() {
    count = 0;
  }

  void add(int start, int end) {
    if (count == bounds.length) {
      bounds = Arrays.copyOf(bounds, count * 2);
    }
    bounds[count++] = (long) start << 32 | end;
  }

  int count() {
    return count;
  }

  boolean has(int index) {
    return index >= 0 && index < count;
  }

  int start(int index) {
    return (int) (bounds[index] >>> 32);
  }

  int end(int index) {
    return (int) bounds[index];
  }

  long heldBytes() {
    return 8L * bounds.length;
  }
}
