package io.flamelake.symbolize.index;

/** Encodes columns: see {@link IndexFormat.Coding}. */
final class ColumnWriter {
  private ColumnWriter() {}

  static byte[] plain(int[] values) {
    Output out = new Output();
    for (int value : values) {
      out.putVarint(value);
    }
    return out.toArray();
  }

  static byte[] delta(int[] values) {
    Output out = new Output();
    int last = 0;
    for (int value : values) {
      out.putVarint(zigzag((long) value - last));
      last = value;
    }
    return out.toArray();
  }

  static byte[] fresh(int[] values) {
    Output out = new Output();
    int next = 0;
    for (int value : values) {
      out.putVarint(value < 0 ? 0 : 1 + zigzag((long) next - value));
      next = Math.max(next, value + 1);
    }
    return out.toArray();
  }

  static byte[] ascending(AddressMap map) {
    Output out = new Output();
    long last = 0;
    for (int i = 0; i < map.size(); i++) {
      out.putVarint(map.address(i) - last);
      last = map.address(i);
    }
    return out.toArray();
  }

  private static long zigzag(long value) {
    return (value << 1) ^ (value >> (Long.SIZE - 1));
  }
}
