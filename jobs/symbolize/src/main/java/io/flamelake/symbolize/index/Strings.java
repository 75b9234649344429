package io.flamelake.symbolize.index;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Numbered texts in UTF-8, one behind the other. */
final class Strings {
  private final byte[] bytes;
  private final int[] ends;

  /** The ends ascend, and the last one is that of the bytes. */
  Strings(byte[] bytes, int[] ends) {
    this.bytes = bytes;
    this.ends = ends;
  }

  static Strings of(List<String> texts) {
    int[] ends = new int[texts.size()];
    byte[][] encoded = new byte[texts.size()][];
    int end = 0;
    for (int i = 0; i < ends.length; i++) {
      encoded[i] = texts.get(i).getBytes(StandardCharsets.UTF_8);
      end = addExact(end, encoded[i].length);
      ends[i] = end;
    }
    byte[] bytes = new byte[end];
    for (int i = 0; i < ends.length; i++) {
      System.arraycopy(encoded[i], 0, bytes, ends[i] - encoded[i].length, encoded[i].length);
    }
    return new Strings(bytes, ends);
  }

  private static int addExact(int end, int length) {
    if (length > Integer.MAX_VALUE - Long.BYTES - end) {
      throw new IndexLimitException("The names or paths have more than 2 GiB");
    }
    return end + length;
  }

  /** The text of an id; null for {@link Ranges#NONE}. */
  String get(int id) {
    if (id == Ranges.NONE) {
      return null;
    }
    return new String(bytes, start(id), length(id), StandardCharsets.UTF_8);
  }

  int size() {
    return ends.length;
  }

  int length(int id) {
    return ends[id] - start(id);
  }

  byte[] bytes() {
    return bytes;
  }

  long sizeInBytes() {
    return bytes.length + (long) ends.length * Integer.BYTES;
  }

  private int start(int id) {
    return id == 0 ? 0 : ends[id - 1];
  }
}
