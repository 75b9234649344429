package io.flamelake.stacks.codec;

/**
 * How a value becomes bytes and comes back. An instance keeps buffers: it is for one thread.
 *
 * <p>The first byte is the version of the encoding. Bytes of every version that was ever released
 * stay readable.
 */
public interface Codec<T> {

  /** Appends a value. */
  void write(T value, ByteWriter out);

  /**
   * Reads the value that starts here.
   *
   * @throws IllegalStateException if a later release wrote it
   */
  T read(ByteReader in);
}
