package io.flamelake.ingest.compression;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.testing.ExampleProfiles;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compared with zlib: what it reads zlib reads too, and it gives up only where it may. */
class DeflateReaderTest {

  private static final int GZIP_HEADER = 10;
  private static final int MOST = 1 << 19;
  private static final byte GUARD = 0x5a;

  /** What came of some data; null content: nothing. */
  private record Inflated(byte[] content, int used) {}

  private final DeflateReader reader = new DeflateReader();

  static Stream<Path> recorded() {
    return ExampleProfiles.all().stream();
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void readsRecordedProfilesWithoutGivingUp(Path file) {
    byte[] gzip = ExampleProfiles.bytes(file);
    byte[] deflated = Arrays.copyOfRange(gzip, GZIP_HEADER, gzip.length);
    assertSame(deflated, MOST, true);
  }

  @Property(tries = 1000)
  void readsBlocksOfAnyCodesAsZlibDoes(@ForAll long seed) {
    assertSame(RandomDeflate.of(seed), MOST, true);
  }

  @Property(tries = 1000)
  void readsNothingThatZlibFindsDamaged(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] deflated = random.nextBoolean() ? RandomDeflate.of(seed) : deflated(random);
    damage(deflated, random);
    int cut = random.nextInt(4) == 0 ? random.nextInt(deflated.length + 1) : deflated.length;
    assertSame(Arrays.copyOf(deflated, cut), MOST, true);
  }

  @Property(tries = 500)
  void keepsToTheRoomThatItHas(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] deflated = random.nextBoolean() ? RandomDeflate.of(seed) : deflated(random);
    assertSame(deflated, 1 + random.nextInt(5000), false);
  }

  @Test
  void copiesMatchesOfEveryDistanceAndLength() {
    byte[] content = new byte[600];
    for (int distance = 1; distance <= 40; distance++) {
      for (int i = 0; i < content.length; i++) {
        content[i] = (byte) (i < distance ? i * 37 : content[i - distance]);
      }
      for (int length = distance + 3; length < content.length; length += 7) {
        assertSame(deflate(Arrays.copyOf(content, length), 9, 0), MOST, true);
      }
    }
  }

  @Test
  void leavesToZlibWhatOnlyZlibAllows() {
    byte[] deflated = RandomDeflate.ofNothing();
    assertThat(byZlib(deflated, MOST).content()).isEmpty();
    assertThat(read(deflated, MOST).content()).isNull();
  }

  private void assertSame(byte[] deflated, int room, boolean all) {
    Inflated zlib = byZlib(deflated, room);
    Inflated ours = read(deflated, room);
    if (ours.content() != null || all && zlib.content() != null) {
      assertThat(ours.content()).isEqualTo(zlib.content());
      assertThat(ours.used()).isEqualTo(zlib.used());
    }
  }

  private Inflated read(byte[] deflated, int room) {
    int at = 17;
    byte[] output = new byte[at + room + DeflateReader.SLACK + at];
    Arrays.fill(output, GUARD);
    boolean done = reader.read(deflated, 0, output, at, room);
    for (int i = 0; i < at; i++) {
      assertThat(output[i]).isEqualTo(GUARD);
      assertThat(output[output.length - 1 - i]).isEqualTo(GUARD);
    }
    return done
        ? new Inflated(
            Arrays.copyOfRange(output, at, reader.outputPosition()), reader.inputPosition())
        : new Inflated(null, 0);
  }

  private static Inflated byZlib(byte[] deflated, int room) {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(deflated);
      byte[] output = new byte[room];
      int count = inflater.inflate(output);
      return inflater.finished()
          ? new Inflated(Arrays.copyOf(output, count), (int) inflater.getBytesRead())
          : new Inflated(null, 0);
    } catch (DataFormatException e) {
      return new Inflated(null, 0);
    } finally {
      inflater.end();
    }
  }

  private static void damage(byte[] bytes, Random random) {
    for (int i = random.nextInt(4); i > 0; i--) {
      // Damage at the start hits the codes.
      int at = random.nextInt(random.nextBoolean() ? Math.min(80, bytes.length) : bytes.length);
      bytes[at] ^= (byte) (1 << random.nextInt(8));
    }
  }

  /** Words, numbers and runs of a few bytes, compressed in any of zlib's ways. */
  private static byte[] deflated(Random random) {
    return deflate(content(random), random.nextInt(10), random.nextInt(3));
  }

  private static byte[] content(Random random) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    int kinds = 1 + random.nextInt(250);
    for (int i = random.nextInt(3000); i > 0; i--) {
      if (random.nextInt(3) == 0) {
        content.writeBytes(
            ("pkg/file" + random.nextInt(kinds) + ".go").getBytes(StandardCharsets.US_ASCII));
      } else {
        content.write((int) Math.abs(random.nextGaussian() * kinds));
      }
    }
    return content.toByteArray();
  }

  private static byte[] deflate(byte[] content, int level, int strategy) {
    Deflater deflater = new Deflater(level, true);
    deflater.setStrategy(strategy);
    deflater.setInput(content);
    deflater.finish();
    byte[] deflated = new byte[2 * content.length + 1000];
    int length = 0;
    while (!deflater.finished()) {
      length += deflater.deflate(deflated, length, deflated.length - length);
    }
    deflater.end();
    return Arrays.copyOf(deflated, length);
  }
}
