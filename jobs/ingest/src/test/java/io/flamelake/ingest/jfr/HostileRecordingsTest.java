package io.flamelake.ingest.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.JfrRecordings;
import io.flamelake.stacks.testing.TestFrame;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * Whatever the bytes are: an answer, never an exception, and no more memory than they are worth.
 */
class HostileRecordingsTest {

  private static final Decoders DECODER = new Decoders(DecoderOptions.defaults());
  private static final int POOLS_AT = 16;
  private static final int METADATA_AT = 24;

  @Property(tries = 150)
  void answersToFlippedBits(@ForAll long seed, @ForAll JfrRecordings recording) {
    byte[] bytes = recording.plain();
    Random random = new Random(seed);
    for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
    }
    check(recording, bytes);
  }

  @Property(tries = 150)
  void answersToLargeNumbersAnywhereInTypesAndConstants(
      @ForAll long seed, @ForAll JfrRecordings recording) {
    byte[] bytes = recording.plain();
    Random random = new Random(seed);
    int field = random.nextBoolean() ? POOLS_AT : METADATA_AT;
    int start = (int) ByteBuffer.wrap(bytes).getLong(field);
    int at = start + random.nextInt(Math.min(4000, bytes.length - start - 5));
    Arrays.fill(bytes, at, at + 4, (byte) 0xff);
    bytes[at + 4] = (byte) random.nextInt(8);
    check(recording, bytes);
  }

  @Property(tries = 60)
  void answersToRecordingsCutAnywhere(@ForAll long seed, @ForAll JfrRecordings recording) {
    byte[] bytes = recording.plain();
    byte[] cut = Arrays.copyOf(bytes, new Random(seed).nextInt(bytes.length));
    check(recording, cut);
    if (cut.length > 16) {
      ByteBuffer.wrap(cut).putLong(8, cut.length);
      check(recording, cut);
    }
  }

  @Example
  void answersToConstantPoolsThatReferToOthers() {
    byte[] bytes = JfrRecordings.ASYNC_PROFILER.plain();
    long pools = ByteBuffer.wrap(bytes).getLong(POOLS_AT);
    Cursor cursor = new Cursor(bytes, (int) pools, bytes.length);
    cursor.skipNumbers(4);
    assertThat(bytes[cursor.position]).isZero();
    for (byte delta = 1; delta > 0; delta <<= 1) {
      bytes[cursor.position] = delta;
      check(JfrRecordings.ASYNC_PROFILER, bytes);
    }
  }

  @Example
  void allowsKeysInAnyUsualOrder() {
    for (long step : new long[] {1, 8, 4096, 1L << 32, 0x7f3a_0000_1230L}) {
      KeySpread spread = new KeySpread();
      spread.start(200_000);
      for (long i = 0; i < 200_000; i++) {
        assertThat(spread.add(i * step)).isTrue();
      }
    }
  }

  @Example
  void noticesKeysThatWereMadeToCollide() {
    BigInteger range = BigInteger.ONE.shiftLeft(64);
    long inverse = BigInteger.valueOf(0xc6a4a7935bd1e995L).mod(range).modInverse(range).longValue();
    KeySpread spread = new KeySpread();
    spread.start(200_000);
    boolean allowed = true;
    for (long i = 0; i < 200_000 && allowed; i++) {
      // Both halves of what the table mixes are the same, so that their difference is 0.
      allowed = spread.add((i << 32 | i) * inverse ^ Long.MIN_VALUE);
    }
    assertThat(allowed).isFalse();
  }

  private static void check(JfrRecordings recording, byte[] bytes) {
    CollectedOutput output = CollectedOutput.of(DECODER, recording.record(bytes));
    assertThat(output.reasons()).doesNotContain(Reason.DECODER_ERROR);
    assertThat(output.profiles.size() + output.rejections.size()).isPositive();
    output.stacks.forEach(stack -> assertThat(TestFrame.read(stack)).isNotNull());
  }
}
