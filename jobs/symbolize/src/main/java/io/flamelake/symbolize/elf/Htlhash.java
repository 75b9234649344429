package io.flamelake.symbolize.elf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The hash by which the OpenTelemetry profiler names files: the first 16 bytes of the SHA-256 of
 * the file's first 4096 bytes, its last 4096 bytes and its length as a big-endian 64-bit number
 * (semantic conventions, attribute {@code process.executable.build_id.htlhash}). The two parts
 * overlap in a file that is shorter than both.
 */
final class Htlhash {
  private static final int PART = 4096;
  private static final int BYTES = 16;

  private Htlhash() {}

  static String of(FileBytes file) throws IOException {
    long size = file.size();
    int part = (int) Math.min(size, PART);
    MessageDigest digest = sha256();
    digest.update(file.slice("head", 0, part));
    digest.update(file.slice("tail", size - part, part));
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size));
    return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no SHA-256", e);
    }
  }
}
