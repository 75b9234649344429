package io.flamelake.ingest.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.DamagedBytes;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.RandomProfiles;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are: an answer, never an exception, and never more memory than is allowed. */
class DamagedBytesTest {

  private static final Decoders DECODER = new Decoders(DecoderOptions.defaults());

  @Property(tries = 25)
  void answersToAProfileCutAnywhere(@ForAll long seed) {
    byte[] bytes = RandomProfiles.of(seed).toByteArray();
    cutEverywhere(bytes);
    cutEverywhere(Records.gzip(bytes));
    cutEverywhere(Records.zstd(bytes));
  }

  @Property(tries = 100)
  void answersToFlippedBits(@ForAll long seed) {
    byte[] bytes = RandomProfiles.of(seed).toByteArray();
    byte[] gzip = Records.gzip(bytes);
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      check(DamagedBytes.flipped(bytes, random));
      check(DamagedBytes.flipped(gzip, random));
    }
  }

  @Property(tries = 1000)
  void answersToAnyBytes(@ForAll @Size(max = 200) byte[] bytes) {
    check(bytes);
    check(Records.gzip(bytes));
    check(Records.zstd(bytes));
  }

  @Property(tries = 1000)
  void answersToBytesThatLookLikeFields(@ForAll long seed) {
    check(DamagedBytes.likeFields(seed));
  }

  @Example
  void rejectsAGzipThatGrowsBeyondTheLimit() {
    byte[] bomb = Records.gzip(new byte[100 << 20]);
    CollectedOutput output = CollectedOutput.of(DECODER, Records.of(bomb));
    assertThat(output.reasons()).containsExactly(Reason.PROFILE_SIZE_LIMIT);
  }

  @Example
  void rejectsTablesOfNothingButEmptyEntries() {
    int entries = Limits.defaults().tableEntries() + 1;
    for (int field : new int[] {3, 4, 5, 6}) {
      byte[] bytes = new byte[2 * entries];
      for (int i = 0; i < bytes.length; i += 2) {
        bytes[i] = (byte) (field << 3 | 2);
      }
      CollectedOutput output = CollectedOutput.of(DECODER, Records.of(bytes));
      assertThat(output.reasons()).containsExactly(Reason.TABLES_LIMIT);
    }
  }

  @Example
  void givesBackTheMemoryOfAHugeProfile() {
    PprofDecoder decoder = new PprofDecoder(DecoderOptions.defaults());
    PprofBuilder huge = PprofBuilder.cpu();
    for (int i = 0; i < 900_000; i++) {
      huge.raw().addStringTable("s" + i);
    }
    for (int i = 0; i < 300_000; i++) {
      huge.sampleOf(new long[0], i);
    }
    assertThat(CollectedOutput.of(decoder, Records.of(huge.build())).profile().values())
        .containsExactly(299_999L * 300_000 / 2);
    CollectedOutput.of(decoder, Records.of(PprofBuilder.cpu().sample("a", 1).build()));
    assertThat(decoder.heldBytes()).isLessThan(64 << 20);
  }

  private static void cutEverywhere(byte[] bytes) {
    for (int length = 0; length < bytes.length; length++) {
      check(Arrays.copyOf(bytes, length));
    }
  }

  private static void check(byte[] bytes) {
    CollectedOutput output = CollectedOutput.of(DECODER, Records.of(bytes));
    assertThat(output.reasons()).doesNotContain(Reason.DECODER_ERROR);
    boolean whole = output.reasons().stream().anyMatch(Reason::wholeRecord);
    assertThat(output.profiles.isEmpty()).isEqualTo(whole);
    if (whole) {
      assertThat(output.stacks).isEmpty();
      assertThat(output.repairs).isEmpty();
      assertThat(output.rejections).hasSize(1);
    }
    for (StackDefinition stack : output.stacks) {
      assertThat(TestFrame.read(stack)).isNotNull();
    }
  }
}
