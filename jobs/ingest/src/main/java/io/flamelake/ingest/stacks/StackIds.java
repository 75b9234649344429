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
 * that of no bytes when the string is absent.
 *
 * <pre>
 * frame with a line (1)            1, h(function), h(system name), h(file), line, start line, h(mapping)
 * frame without, with build id (2) 2, h(build id), address
 * frame without either (3)         3, h(mapping), address
 * frame id     = XXH3(seed 0,     these numbers)
 * frame check  = XXH3(seed CHECK, these numbers)
 * stack id     = XXH3(seed 0,     the frame ids, leaf first)
 * stack check  = XXH3(seed CHECK, the frame checks, leaf first)
 * </pre>
 *
 * CHECK is 0x666c616d656c616b, the ASCII letters {@code flamelak}. Every part has a fixed length,
 * so no two different lists of parts have the same bytes. Mapping is the mapping's file name;
 * address is the normalised one. Column, kind and the inlined mark are not part of an id.
 */
public final class StackIds {

  /** The seed of everything called check. */
  public static final long CHECK_SEED = 0x666c616d656c616bL;

  static final long WITH_LINE = 1;
  static final long WITH_BUILD_ID = 2;
  static final long WITH_MAPPING = 3;

  private static final Hasher64 ID = Hashing.xxh3_64();
  private static final Hasher64 CHECK = Hashing.xxh3_64(CHECK_SEED);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] parts = new byte[7 * Long.BYTES];
  private final byte[] ids;
  private final byte[] checks;
  private long id;
  private long check;

  /**
   * @param maxFrames the most frames of one stack
   */
  public StackIds(int maxFrames) {
    ids = new byte[maxFrames * Long.BYTES];
    checks = new byte[maxFrames * Long.BYTES];
  }

  /** Works out id and check of a stack, given by rows of frames, leaf first. */
  public void hashStack(Frames frames, int[] rows, int count) {
    for (int i = 0; i < count; i++) {
      int row = rows[i];
      LONGS.set(ids, i * Long.BYTES, frames.id(row));
      LONGS.set(checks, i * Long.BYTES, frames.check(row));
    }
    id = ID.hashBytesToLong(ids, 0, count * Long.BYTES);
    check = CHECK.hashBytesToLong(checks, 0, count * Long.BYTES);
  }

  /** The id of what was hashed last. */
  public long id() {
    return id;
  }

  /** The check of what was hashed last. */
  public long check() {
    return check;
  }

  void hashFrame(Frames frames, Texts texts) {
    int size;
    if (frames.symbolized) {
      part(0, WITH_LINE);
      part(1, texts.hash(frames.function));
      part(2, texts.hash(frames.systemName));
      part(3, texts.hash(frames.file));
      part(4, frames.line);
      part(5, frames.startLine);
      part(6, texts.hash(frames.mapping));
      size = 7;
    } else {
      boolean build = !texts.isEmpty(frames.buildId);
      part(0, build ? WITH_BUILD_ID : WITH_MAPPING);
      part(1, texts.hash(build ? frames.buildId : frames.mapping));
      part(2, frames.address);
      size = 3;
    }
    id = ID.hashBytesToLong(parts, 0, size * Long.BYTES);
    check = CHECK.hashBytesToLong(parts, 0, size * Long.BYTES);
  }

  private void part(int index, long value) {
    LONGS.set(parts, index * Long.BYTES, value);
  }
}
