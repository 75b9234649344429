package io.flamelake.compaction.sort;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows in memory: bytes in chunks, and a reference of 8 bytes to each row, with room for another 8
 * that sorting needs.
 */
final class RowArena {
  private static final int CHUNK_BYTES = 1 << 20;
  private static final int LENGTH_BYTES = 4;
  private static final int FIRST_ROWS = 1 << 10;
  private static final long BYTES_PER_REFERENCE = 2L * Long.BYTES;

  private final List<byte[]> chunks = new ArrayList<>();
  private byte[] chunk = new byte[0];
  private int used;
  private long chunkBytes;
  private long[] references = new long[FIRST_ROWS];
  private int rows;

  int rows() {
    return rows;
  }

  /** What it takes of the heap once this many more bytes are added as a row. */
  long bytesWith(int length) {
    long moreChunk = needed(length) <= chunk.length - used ? 0 : chunkFor(length);
    long capacity = rows < references.length ? references.length : grown();
    return chunkBytes + moreChunk + capacity * BYTES_PER_REFERENCE;
  }

  void add(byte[] bytes, int length) {
    int needed = needed(length);
    if (needed > chunk.length - used) {
      chunk = new byte[chunkFor(length)];
      chunks.add(chunk);
      chunkBytes += chunk.length;
      used = 0;
    }
    if (rows == references.length) {
      references = Arrays.copyOf(references, grown());
    }
    references[rows++] = (long) (chunks.size() - 1) << Integer.SIZE | used;
    putLength(length);
    System.arraycopy(bytes, 0, chunk, used, length);
    used += length;
  }

  /** The rows in order. Nothing may be added until it is cleared. */
  RowCursor sorted() {
    new ReferenceSort(this::compare).sort(references, rows);
    return new Rows();
  }

  void clear() {
    chunks.clear();
    chunk = new byte[0];
    used = 0;
    chunkBytes = 0;
    references = new long[FIRST_ROWS];
    rows = 0;
  }

  private int compare(long left, long right) {
    byte[] leftChunk = chunks.get((int) (left >>> Integer.SIZE));
    byte[] rightChunk = chunks.get((int) (right >>> Integer.SIZE));
    int leftAt = (int) left;
    int rightAt = (int) right;
    return Arrays.compareUnsigned(
        leftChunk,
        leftAt + LENGTH_BYTES,
        leftAt + LENGTH_BYTES + length(leftChunk, leftAt),
        rightChunk,
        rightAt + LENGTH_BYTES,
        rightAt + LENGTH_BYTES + length(rightChunk, rightAt));
  }

  private void putLength(int length) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      chunk[used++] = (byte) (length >> shift);
    }
  }

  private static int length(byte[] chunk, int at) {
    return chunk[at] << 24
        | (chunk[at + 1] & 0xFF) << 16
        | (chunk[at + 2] & 0xFF) << 8
        | (chunk[at + 3] & 0xFF);
  }

  private static int needed(int length) {
    return Math.addExact(length, LENGTH_BYTES);
  }

  /** A row that is larger than a chunk gets one of its own. */
  private static int chunkFor(int length) {
    return Math.max(CHUNK_BYTES, needed(length));
  }

  private int grown() {
    return references.length + (references.length >> 1);
  }

  private final class Rows implements RowCursor {
    private int row = -1;
    private byte[] bytes;
    private int from;
    private int to;

    @Override
    public boolean next() {
      if (++row >= rows) {
        return false;
      }
      int at = (int) references[row];
      bytes = chunks.get((int) (references[row] >>> Integer.SIZE));
      from = at + LENGTH_BYTES;
      to = from + length(bytes, at);
      return true;
    }

    @Override
    public byte[] bytes() {
      return bytes;
    }

    @Override
    public int from() {
      return from;
    }

    @Override
    public int to() {
      return to;
    }

    @Override
    public void close() {
      clear();
    }
  }
}
