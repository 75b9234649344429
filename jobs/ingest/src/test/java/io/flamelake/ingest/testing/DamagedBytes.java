package io.flamelake.ingest.testing;

import java.util.Random;

/** Bytes that nobody should send. */
public final class DamagedBytes {

  private DamagedBytes() {}

  /** A copy with up to four bits flipped. */
  public static byte[] flipped(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int flips = random.nextInt(4); flips >= 0; flips--) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  /** Many small numbers: as protobuf, fields of low numbers and short lengths. */
  public static byte[] likeFields(long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(300)];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = random.nextInt(3) == 0 ? bytes[i] : (byte) random.nextInt(64);
    }
    return bytes;
  }
}
