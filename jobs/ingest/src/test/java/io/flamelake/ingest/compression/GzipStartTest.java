package io.flamelake.ingest.compression;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.testing.AllocatedBytes;
import io.flamelake.ingest.testing.Records;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** What comes first in gzip values is the same as when the JDK's stream reads it. */
class GzipStartTest {

  private static final int WANTED = 4;

  /** For all tries, as in a job: what it keeps from value to value must not show. */
  private static final GzipStart START = new GzipStart();

  @Property(tries = 2000)
  void findsTheFirstBytesAsTheJdkDoes(@ForAll long seed) {
    Random random = new Random(seed);
    ByteArrayOutputStream value = new ByteArrayOutputStream();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      value.writeBytes(withOptions(Records.gzip(content(random)), random));
    }
    value.writeBytes(new byte[random.nextInt(3) == 0 ? random.nextInt(40) : 0]);
    assertSame(value.toByteArray());
  }

  @Property(tries = 2000)
  void findsNoMoreThanTheJdkInDamagedValues(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] value = withOptions(Records.gzip(content(random)), random);
    if (random.nextBoolean()) {
      assertSame(Arrays.copyOf(value, 2 + random.nextInt(value.length - 2)));
    } else {
      // Not the flags, of which one says that a checksum of the header follows.
      int at = 4 + random.nextInt(value.length - 4);
      value[at] ^= (byte) (1 << random.nextInt(8));
      assertSame(value);
    }
  }

  @Test
  void allocatesNothingForAValue() {
    byte[] value = Records.gzip(new byte[100_000]);
    byte[] first = new byte[WANTED];
    START.read(value, first);
    assertThat(AllocatedBytes.by(() -> START.read(value, first))).isLessThan(64);
  }

  /** Fewer bytes than wanted are none: both then know nothing of the value. */
  private static void assertSame(byte[] value) {
    byte[] first = new byte[WANTED];
    boolean isWhole = START.read(value, first) == WANTED;
    assertThat(isWhole ? first : null).isEqualTo(byJdk(value));
  }

  private static byte[] byJdk(byte[] value) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(value))) {
      byte[] first = in.readNBytes(WANTED);
      return first.length == WANTED ? first : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static byte[] content(Random random) {
    byte[] content = new byte[random.nextInt(random.nextInt(4) == 0 ? 5000 : 7)];
    random.nextBytes(content);
    return content;
  }

  /** The member with an extra field, a name and a comment, or some of them. */
  private static byte[] withOptions(byte[] member, Random random) {
    int flags = random.nextBoolean() ? random.nextInt(8) << 2 : 0;
    byte[] header = Arrays.copyOf(member, GzipHeader.FIXED_BYTES);
    header[3] = (byte) flags;
    return Records.join(
        header,
        (flags & 4) == 0 ? new byte[0] : new byte[] {3, 0, 'a', 0, 'b'},
        (flags & 8) == 0 ? new byte[0] : new byte[] {'n', 'a', 0},
        (flags & 16) == 0 ? new byte[0] : new byte[] {0},
        Arrays.copyOfRange(member, GzipHeader.FIXED_BYTES, member.length));
  }
}
