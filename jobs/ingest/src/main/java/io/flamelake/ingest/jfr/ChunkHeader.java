package io.flamelake.ingest.jfr;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import java.nio.ByteBuffer;

/**
 * What a chunk of a recording starts with; a recording is one chunk behind the other, and each can
 * be read without the others.
 *
 * @param size of the chunk in bytes, with the header
 * @param pools where in the chunk the last constant pool stands
 * @param metadata where in the chunk the types are told
 * @param startNanos since 1970-01-01 UTC
 */
record ChunkHeader(
    int size, int pools, int metadata, long startNanos, long durationNanos, long ticksPerSecond) {

  static final int BYTES = 68;
  private static final int MAGIC = 0x464c5200;
  private static final int VERSION_2 = 2;
  private static final int COMPRESSED_INTS = 1;

  /** Whether these bytes are the start of a recording. */
  static boolean isRecording(byte[] data, int length) {
    return length >= Integer.BYTES && ByteBuffer.wrap(data).getInt(0) == MAGIC;
  }

  /**
   * Reads the header of the chunk that starts here.
   *
   * @throws BadRecord when there is none, or its chunk goes beyond the end
   */
  static ChunkHeader read(byte[] data, int start, int end) {
    if (end - start < BYTES || ByteBuffer.wrap(data).getInt(start) != MAGIC) {
      throw bad("at byte " + start + " no chunk starts");
    }
    ByteBuffer header = ByteBuffer.wrap(data, start, BYTES).slice();
    if (header.getShort(4) != VERSION_2 || (header.getInt(64) & COMPRESSED_INTS) == 0) {
      throw bad("the chunk at byte " + start + " is not of version 2 with compressed numbers");
    }
    long size = header.getLong(8);
    long pools = header.getLong(16);
    long metadata = header.getLong(24);
    if (size == 0 || pools == 0 || metadata == 0) {
      throw bad("the chunk at byte " + start + " was never finished; send it when it is");
    }
    if (size < BYTES || size > end - start) {
      throw bad("the chunk at byte " + start + " has " + size + " bytes, more than are there");
    }
    long ticks = header.getLong(56);
    if (pools < BYTES || pools >= size || metadata < BYTES || metadata >= size || ticks <= 0) {
      throw bad("the header of the chunk at byte " + start + " is damaged");
    }
    return new ChunkHeader(
        (int) size,
        (int) pools,
        (int) metadata,
        header.getLong(32),
        Math.max(0, header.getLong(40)),
        ticks);
  }

  private static BadRecord bad(String what) {
    return new BadRecord(Reason.MALFORMED_JFR, "the bytes are no JFR recording: " + what);
  }
}
