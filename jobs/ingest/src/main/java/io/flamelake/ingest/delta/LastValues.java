package io.flamelake.ingest.delta;

/**
 * The last values of a stream as they lie in state. Numbers are little endian; a varint is as
 * protobuf's.
 *
 * <pre>
 * version   1 byte, 1
 * time      8 bytes, of the last snapshot, nanoseconds since 1970-01-01 UTC
 * types     varint, count of sample types
 * stacks    4 bytes, their count; then for each stack, smallest id first:
 *           8 bytes id, for each sample type a varint
 * </pre>
 *
 * Ids are hashes, so differences between neighbours would be hardly shorter than the ids.
 */
final class LastValues {
  static final byte VERSION = 1;

  private LastValues() {}

  /** Writes what stands before the stacks' count. */
  static void writeHead(StateWriter out, long timeNanos, int types) {
    out.reset();
    out.writeByte(VERSION);
    out.writeLong(timeNanos);
    out.writeVarint(types);
  }

  /**
   * Starts to read; the time comes next.
   *
   * @throws IllegalStateException when the bytes have a version that is not known
   */
  static void start(StateReader in, byte[] bytes) {
    in.reset(bytes, 0, VERSION, "the last values of a series");
  }
}
