package io.flamelake.benchmarks.fleet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip files (RFC 1952) and what is put behind them. */
final class Gzip {
  /** Longest stored block of deflate (RFC 1951, 3.2.4). */
  private static final int LARGEST_STORED = 0xffff;

  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};
  private static final int BLOCK_HEADER = 5;
  private static final int TRAILER = 8;

  private Gzip() {}

  static byte[] inflate(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] deflate(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The file with a second member that holds these bytes uncompressed. */
  static byte[] append(byte[] gzip, byte[] more) {
    if (more.length > LARGEST_STORED) {
      byte[] member = deflate(more);
      byte[] both = Arrays.copyOf(gzip, gzip.length + member.length);
      System.arraycopy(member, 0, both, gzip.length, member.length);
      return both;
    }
    byte[] both =
        Arrays.copyOf(gzip, gzip.length + HEADER.length + BLOCK_HEADER + more.length + TRAILER);
    int at = gzip.length;
    System.arraycopy(HEADER, 0, both, at, HEADER.length);
    at += HEADER.length;
    both[at++] = 1;
    at = littleEndian(both, at, more.length, 2);
    at = littleEndian(both, at, ~more.length, 2);
    System.arraycopy(more, 0, both, at, more.length);
    CRC32 crc = new CRC32();
    crc.update(more);
    at = littleEndian(both, at + more.length, (int) crc.getValue(), 4);
    littleEndian(both, at, more.length, 4);
    return both;
  }

  private static int littleEndian(byte[] out, int at, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out[at + i] = (byte) (value >>> i * Byte.SIZE);
    }
    return at + bytes;
  }
}
