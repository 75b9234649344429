package io.flamelake.ingest.compression;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.record.BadRecord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Gzip values give the same, content or error, as when zlib alone reads them. */
class GzipTest {

  private static final int MOST = 1 << 20;

  /** For all tries, as in a job: what they keep from value to value must not show. */
  private static final Uncompressor OURS = new Uncompressor(MOST);

  private static final Uncompressor BY_ZLIB = new Uncompressor(MOST, null);

  @Property(tries = 500)
  void givesTheSameAsZlib(@ForAll long seed) {
    assertSame(value(new Random(seed)), OURS, BY_ZLIB);
  }

  @Property(tries = 500)
  void rejectsTheSameAsZlib(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] value = value(random);
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int part = random.nextBoolean() ? Math.min(120, value.length) : value.length;
      value[2 + random.nextInt(part - 2)] ^= (byte) (1 << random.nextInt(8));
    }
    boolean cut = random.nextInt(3) == 0;
    assertSame(
        cut ? Arrays.copyOf(value, 2 + random.nextInt(value.length - 2)) : value, OURS, BY_ZLIB);
  }

  @Property(tries = 200)
  void keepsToTheLimitAsZlib(@ForAll long seed) {
    Random random = new Random(seed);
    int limit = 1 + random.nextInt(random.nextBoolean() ? 200 : 100_000);
    byte[] value = value(random);
    assertSame(value, new Uncompressor(limit), new Uncompressor(limit, null));
    if (result(BY_ZLIB, value) instanceof ByteBuffer content && content.hasRemaining()) {
      int exact = content.remaining();
      assertSame(value, new Uncompressor(exact), new Uncompressor(exact, null));
    }
  }

  @Test
  void refusesABombWithoutMemoryForIt() {
    byte[] value = member(new byte[64 << 20], 9, new Random(1), true);
    assertThat(value.length).isLessThan(100_000);
    Uncompressor uncompressor = new Uncompressor(MOST);
    assertSame(value, uncompressor, BY_ZLIB);
    assertThat(result(uncompressor, value))
        .isInstanceOf(String.class)
        .asString()
        .contains("1048576");
    assertThat(uncompressor.buffer().length).isLessThan(2 * MOST);
  }

  private static void assertSame(byte[] value, Uncompressor ours, Uncompressor byZlib) {
    assertThat(result(ours, value)).isEqualTo(result(byZlib, value));
  }

  /** The content, or what was told about the value. */
  private static Object result(Uncompressor uncompressor, byte[] value) {
    try {
      return ByteBuffer.wrap(content(uncompressor, value));
    } catch (BadRecord e) {
      return e.reason() + ": " + e.getMessage();
    }
  }

  private static byte[] content(Uncompressor uncompressor, byte[] value) {
    uncompressor.read(value);
    int end = uncompressor.length();
    byte[] behind = Arrays.copyOfRange(uncompressor.buffer(), end, end + Uncompressor.PADDING);
    assertThat(behind).containsOnly(0);
    return Arrays.copyOf(uncompressor.buffer(), end);
  }

  /** Some members, padding or something else behind them. */
  private static byte[] value(Random random) {
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (int i = random.nextInt(4) == 0 ? 3 : 1; i > 0; i--) {
      byte[] content = new byte[random.nextInt(random.nextInt(20) == 0 ? 200_000 : 3000)];
      for (int p = 0; p < content.length; p++) {
        content[p] = (byte) (random.nextInt(3) == 0 ? random.nextInt(40) : "frame".charAt(p % 5));
      }
      value.writeBytes(member(content, random.nextInt(10), random, random.nextInt(8) != 0));
    }
    int behind = random.nextInt(8);
    value.writeBytes(new byte[behind < 2 ? random.nextInt(600) : 0]);
    value.writeBytes(new byte[behind == 0 ? 1 : 0]);
    if (behind == 2) {
      value.write(1);
    }
    return value.toByteArray();
  }

  /**
   * @param compressed else made-up deflate data, whose trailer is right if zlib can read it
   */
  private static byte[] member(byte[] content, int level, Random random, boolean compressed) {
    byte[] deflated = compressed ? deflate(content, level) : RandomDeflate.of(random.nextLong());
    byte[] inflated = compressed ? content : inflate(deflated);
    CRC32 crc = new CRC32();
    crc.update(inflated);
    int flags = random.nextInt(3) == 0 ? random.nextInt(32) & ~4 : 0;
    ByteArrayOutputStream member = new ByteArrayOutputStream();
    member.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, (byte) flags, 1, 2, 3, 4, 0, 3});
    if ((flags & 8) != 0) {
      member.writeBytes(new byte[] {'n', 'a', 0});
    }
    if ((flags & 16) != 0) {
      member.writeBytes(new byte[] {'c', 0});
    }
    if ((flags & 2) != 0) {
      member.writeBytes(new byte[2]);
    }
    member.writeBytes(deflated);
    ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    trailer.putInt((int) crc.getValue()).putInt(inflated.length);
    member.writeBytes(trailer.array());
    return member.toByteArray();
  }

  private static byte[] deflate(byte[] content, int level) {
    Deflater deflater = new Deflater(level, true);
    deflater.setInput(content);
    deflater.finish();
    byte[] deflated = new byte[content.length + 1000];
    int length = deflater.deflate(deflated);
    deflater.end();
    return Arrays.copyOf(deflated, length);
  }

  private static byte[] inflate(byte[] deflated) {
    Inflater inflater = new Inflater(true);
    inflater.setInput(deflated);
    byte[] content = new byte[MOST / 4];
    try {
      return Arrays.copyOf(content, inflater.inflate(content));
    } catch (DataFormatException e) {
      return new byte[0];
    } finally {
      inflater.end();
    }
  }
}
