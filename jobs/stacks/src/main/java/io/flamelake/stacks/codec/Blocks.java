package io.flamelake.stacks.codec;

import java.util.function.Function;

/**
 * Reads blocks of bytes that repeat, such as the labels of a series: the value of a block that was
 * read lately is handed out again, so that its strings are not made for each profile.
 *
 * @param <T> what a block holds; shared, so that nobody may change it
 */
public final class Blocks<T> {
  /** A power of two. */
  private static final int REMEMBERED = 1 << 10;

  private static final int LARGEST_BYTES = 4 << 10;

  private final Function<ByteReader, T> read;
  private final byte[][] keys = new byte[REMEMBERED][];
  private final Object[] values = new Object[REMEMBERED];

  /**
   * @param read makes the value of a block
   */
  public Blocks(Function<ByteReader, T> read) {
    this.read = read;
  }

  /** Reads a block that {@link ByteWriter#endBlock} ended. */
  @SuppressWarnings("unchecked")
  public T next(ByteReader in) {
    int length = in.int32();
    if (length > LARGEST_BYTES) {
      return read(in, length);
    }
    int hash = in.peekHash(length);
    int place = (hash ^ hash >>> 16) & REMEMBERED - 1;
    byte[] key = keys[place];
    if (key != null && key.length == length && in.startsWith(key, length)) {
      in.skip(length);
      return (T) values[place];
    }
    byte[] newKey = in.peek(length);
    T value = read(in, length);
    keys[place] = newKey;
    values[place] = value;
    return value;
  }

  private T read(ByteReader in, int length) {
    int end = in.position() + length;
    T value = read.apply(in);
    if (in.position() != end) {
      throw new IllegalStateException(
          "a block of " + length + " bytes ends " + (in.position() - end) + " bytes later");
    }
    return value;
  }
}
