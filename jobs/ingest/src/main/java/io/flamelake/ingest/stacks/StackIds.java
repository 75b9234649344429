package io.flamelake.ingest.stacks;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * How stacks and frames get their ids. Stored ids are compared across versions, so nothing of this
 * may ever change. Everything is XXH3 with 64 bits (xxHash 0.8, the algorithm as published);
 * numbers are 8 bytes, little endian; {@code h(s)} is the XXH3, seed 0, of a string's UTF-8 bytes,
 * that of no bytes when the string is absent, as the system name is where it equals the function.
 *
 * <pre>
 * names       = XXH3(seed 0, h(function), h(system name), h(file))
 * function id = XXH3(seed 0, names, start line)
 * frame id    = XXH3(seed 1, function id, line, h(mapping))   a frame with a line
 *               XXH3(seed 2, h(build id), address)            one without, with a build id
 *               XXH3(seed 3, h(mapping), address)             one without either
 * stack id    = XXH3(seed 0, the frame ids, leaf first)
 * stack check = XXH3(seed CHECK, the frame ids, leaf first)
 * </pre>
 *
 * CHECK is 0x666c616d656c616b, the ASCII letters {@code flamelak}. Every part has a fixed length,
 * so no two different lists of parts have the same bytes. Mapping is the mapping's file name;
 * address is the normalised one. Column, kind and the inlined mark are not part of an id.
 */
public final class StackIds {

  /** The seed of everything called check. */
  public static final long CHECK_SEED = 0x666c616d656c616bL;

  private static final Hasher64 ID = Hashing.xxh3_64();
  private static final Hasher64 WITH_LINE = Hashing.xxh3_64(1);
  private static final Hasher64 WITH_BUILD_ID = Hashing.xxh3_64(2);
  private static final Hasher64 WITH_MAPPING = Hashing.xxh3_64(3);
  private static final Hasher64 CHECK = Hashing.xxh3_64(CHECK_SEED);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] ids;
  private int count;
  private long fingerprint;

  /**
   * @param maxFrames the most frames of one stack
   */
  public StackIds(int maxFrames) {
    ids = new byte[maxFrames * Long.BYTES];
  }

  /** Where the ids of a stack's frames are put, before {@link #finish}. */
  public byte[] buffer() {
    return ids;
  }

  /** Puts the id of the frame that is {@code index} frames from the leaf. */
  public static void put(byte[] buffer, int index, long frameId) {
    LONGS.set(buffer, index * Long.BYTES, frameId);
  }

  /** Ends a stack of so many frames, whose ids have this sum. */
  public void finish(int frames, long sum) {
    count = frames;
    fingerprint = sum * (2L * frames + 1);
  }

  /** Takes the stack of these rows of frames, leaf first. */
  void set(Frames frames, int[] rows, int frameCount) {
    long sum = 0;
    for (int i = 0; i < frameCount; i++) {
      long frameId = frames.ids()[rows[i]];
      put(ids, i, frameId);
      sum += frameId;
    }
    finish(frameCount, sum);
  }

  /** The stack's id. */
  public long id() {
    return ID.hashBytesToLong(ids, 0, count * Long.BYTES);
  }

  /** The stack's check. */
  public long check() {
    return CHECK.hashBytesToLong(ids, 0, count * Long.BYTES);
  }

  /**
   * Quick to get, and of another kind than the id, so that different stacks of one id are told
   * apart even before their checks are worked out. Never stored: it may change with any version.
   */
  public long fingerprint() {
    return fingerprint;
  }

  static long functionId(Texts texts, int function, int systemName, int file, long startLine) {
    long names =
        ID.hashLongLongLongToLong(texts.hash(function), texts.hash(systemName), texts.hash(file));
    return ID.hashLongLongToLong(names, startLine);
  }

  static long frameId(Frames frames, Texts texts) {
    if (frames.symbolized) {
      return WITH_LINE.hashLongLongLongToLong(
          frames.functionId, frames.line, texts.hash(frames.mapping));
    }
    return texts.isEmpty(frames.buildId)
        ? WITH_MAPPING.hashLongLongToLong(texts.hash(frames.mapping), frames.address)
        : WITH_BUILD_ID.hashLongLongToLong(texts.hash(frames.buildId), frames.address);
  }
}
