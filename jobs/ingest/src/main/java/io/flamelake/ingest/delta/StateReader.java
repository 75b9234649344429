package io.flamelake.ingest.delta;

/** Reads what {@link StateWriter} wrote. */
final class StateReader {
  private byte[] data;
  private int position;

  /**
   * Starts at a byte that is a version.
   *
   * @throws IllegalStateException when it is another than the one that is known
   */
  void reset(byte[] newData, int start, byte version, String what) {
    data = newData;
    position = start + 1;
    if (start >= newData.length || newData[start] != version) {
      throw new IllegalStateException(
          "%s in the job's state has version %s, but this version of Flamelake reads %d: start the job with the version that wrote the savepoint, or without state"
              .formatted(what, start >= newData.length ? "none" : newData[start], version));
    }
  }

  byte[] data() {
    return data;
  }

  int position() {
    return position;
  }

  int readInt() {
    int value = (int) StateWriter.INTS.get(data, position);
    position += Integer.BYTES;
    return value;
  }

  long readLong() {
    long value = (long) StateWriter.LONGS.get(data, position);
    position += Long.BYTES;
    return value;
  }

  long readVarint() {
    byte b = data[position++];
    if (b >= 0) {
      return b;
    }
    long value = b & 0x7f;
    int shift = 7;
    while ((b = data[position++]) < 0) {
      value |= (long) (b & 0x7f) << shift;
      shift += 7;
    }
    return value | (long) b << shift;
  }

  void skipVarints(int count) {
    for (int i = 0; i < count; i++) {
      while (data[position++] < 0) {
        // On to its last byte.
      }
    }
  }
}
