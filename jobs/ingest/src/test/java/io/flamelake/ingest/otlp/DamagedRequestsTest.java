package io.flamelake.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.otlp.OtlpDecoder.Encoding;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.DamagedBytes;
import io.flamelake.ingest.testing.OtlpBuilder;
import io.flamelake.ingest.testing.OtlpJson;
import io.flamelake.ingest.testing.RandomRequests;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever the bytes are: an answer, never an exception, and never more memory than is allowed. */
class DamagedRequestsTest {

  private static final DecoderOptions DEFAULTS = DecoderOptions.defaults();
  private static final ProfileTeller TELLER = new ProfileTeller(DEFAULTS);
  private static final OtlpDecoder PROTOBUF = new OtlpDecoder(DEFAULTS, Encoding.PROTOBUF, TELLER);
  private static final OtlpDecoder JSON = new OtlpDecoder(DEFAULTS, Encoding.JSON, TELLER);

  @Property(tries = 10)
  void answersToARequestCutAnywhere(@ForAll long seed) {
    cutEverywhere(PROTOBUF, RandomRequests.of(seed).toByteArray());
    cutEverywhere(JSON, OtlpJson.write(RandomRequests.of(seed), seed));
  }

  @Property(tries = 100)
  void answersToFlippedBits(@ForAll long seed) {
    byte[] bytes = RandomRequests.of(seed).toByteArray();
    byte[] json = OtlpJson.write(RandomRequests.of(seed), seed);
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      check(PROTOBUF, DamagedBytes.flipped(bytes, random));
      check(JSON, DamagedBytes.flipped(json, random));
    }
  }

  @Property(tries = 1000)
  void answersToAnyBytes(@ForAll @Size(max = 200) byte[] bytes) {
    check(PROTOBUF, bytes);
    check(JSON, bytes);
    check(PROTOBUF, Records.gzip(bytes));
  }

  @Property(tries = 2000)
  void answersToBytesThatLookLikeFields(@ForAll long seed) {
    check(PROTOBUF, DamagedBytes.likeFields(seed));
  }

  @Example
  void rejectsTablesOfNothingButEmptyEntries() {
    int entries = Limits.defaults().tableEntries() + 1;
    for (int field = 1; field <= 7; field++) {
      byte[] dictionary = new byte[2 * entries];
      for (int i = 0; i < dictionary.length; i += 2) {
        dictionary[i] = (byte) (field << 3 | 2);
      }
      byte[] bytes = message(2, dictionary);
      assertThat(CollectedOutput.of(PROTOBUF, OtlpBuilder.record(bytes)).reasons())
          .containsExactly(Reason.TABLES_LIMIT);
    }
  }

  @Example
  void rejectsMoreProfilesThanARecordMayHave() {
    byte[] profiles = new byte[2 * (Request.MAX_PROFILES + 1)];
    for (int i = 0; i < profiles.length; i += 2) {
      profiles[i] = 2 << 3 | 2;
    }
    byte[] bytes = message(1, message(2, profiles));
    assertThat(CollectedOutput.of(PROTOBUF, OtlpBuilder.record(bytes)).reasons())
        .containsExactly(Reason.TABLES_LIMIT);
  }

  @Example
  void rejectsJsonThatIsNestedTooDeep() {
    String nested = "{\"unheardOf\":" + "[".repeat(100_000);
    byte[] bytes = nested.getBytes(StandardCharsets.UTF_8);
    assertThat(CollectedOutput.of(JSON, OtlpBuilder.record(bytes)).reasons())
        .containsExactly(Reason.MALFORMED_OTLP);
  }

  @Example
  void givesBackTheMemoryOfAHugeRequest() {
    OtlpDecoder decoder = new OtlpDecoder(DEFAULTS, Encoding.PROTOBUF, TELLER);
    OtlpBuilder huge = OtlpBuilder.cpu();
    for (int i = 0; i < 900_000; i++) {
      huge.dictionary.addStringTable("s" + i);
    }
    for (int i = 0; i < 300_000; i++) {
      huge.sampleOf(0, i);
    }
    assertThat(CollectedOutput.of(decoder, huge.record()).profile().values())
        .containsExactly(299_999L * 300_000 / 2);
    CollectedOutput.of(decoder, OtlpBuilder.cpu().sample("a", 1).record());
    assertThat(decoder.heldBytes()).isLessThan(64 << 20);
  }

  private static byte[] message(int field, byte[] content) {
    byte[] message = new byte[content.length + 6];
    message[0] = (byte) (field << 3 | 2);
    for (int i = 0; i < 5; i++) {
      message[1 + i] = (byte) (content.length >>> 7 * i & 0x7f | (i < 4 ? 0x80 : 0));
    }
    System.arraycopy(content, 0, message, 6, content.length);
    return message;
  }

  private static void cutEverywhere(ProfileDecoder decoder, byte[] bytes) {
    for (int length = 0; length < bytes.length; length++) {
      check(decoder, Arrays.copyOf(bytes, length));
    }
  }

  private static void check(ProfileDecoder decoder, byte[] bytes) {
    CollectedOutput output = CollectedOutput.of(decoder, OtlpBuilder.record(bytes));
    assertThat(output.reasons()).doesNotContain(Reason.DECODER_ERROR);
    assertThat(output.profiles.isEmpty() && output.rejections.isEmpty()).isFalse();
    if (output.profiles.isEmpty()) {
      assertThat(output.stacks).isEmpty();
      assertThat(output.repairs).isEmpty();
      assertThat(output.reasons()).allMatch(Reason::wholeRecord);
    }
    for (StackDefinition stack : output.stacks) {
      assertThat(TestFrame.read(stack)).isNotNull();
    }
  }
}
