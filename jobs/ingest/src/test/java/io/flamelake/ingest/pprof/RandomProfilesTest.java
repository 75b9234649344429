package io.flamelake.ingest.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.DecodedSamples;
import io.flamelake.ingest.testing.MessageShuffle;
import io.flamelake.ingest.testing.PprofOracle;
import io.flamelake.ingest.testing.RandomProfiles;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Profiles that no producer sends, each in many ways that mean the same. */
class RandomProfilesTest {

  /** One for all tries, as in a job: what it keeps from profile to profile must not show. */
  private static final PprofDecoder USED = new PprofDecoder(DecoderOptions.defaults());

  @Property(tries = 300)
  void readsWhatProtobufReadsHoweverItIsWritten(@ForAll long seed) {
    Profile profile = RandomProfiles.of(seed);
    CollectedOutput output = decodeFresh(shuffled(profile, seed));
    assertThat(output.rejections).isEmpty();
    assertThat(DecodedSamples.of(output)).isEqualTo(new PprofOracle(profile).samples());
  }

  @Property(tries = 300)
  void givesTheSameIdsHoweverItIsWritten(@ForAll long seed) {
    Profile profile = RandomProfiles.of(seed);
    Map<String, Map<Long, Long>> plain = totals(decodeUsed(profile.toByteArray()));
    assertThat(totals(decodeUsed(shuffled(profile, seed)))).isEqualTo(plain);
    assertThat(totals(decodeUsed(shuffled(profile, seed + 1)))).isEqualTo(plain);
    assertThat(totals(decodeUsed(Records.gzip(shuffled(profile, seed + 2))))).isEqualTo(plain);
  }

  @Property(tries = 300)
  void givesOneIdToEqualFramesOnly(@ForAll long seed) {
    Map<Long, List<TestFrame>> byId = new HashMap<>();
    for (int i = 0; i < 3; i++) {
      byte[] bytes = RandomProfiles.of(seed + i).toByteArray();
      for (StackDefinition stack : decodeFresh(bytes).stacks) {
        List<TestFrame> frames = PprofOracle.identities(TestFrame.read(stack));
        assertThat(byId.merge(stack.stackId(), frames, (a, b) -> a)).isEqualTo(frames);
      }
    }
    assertThat(byId.values()).doesNotHaveDuplicates();
  }

  /** Samples and entries of the tables may stand in any order: references are by id. */
  private static byte[] shuffled(Profile profile, long seed) {
    MessageShuffle shuffle = MessageShuffle.of(profile, seed);
    IntStream.of(
            Profile.SAMPLE_FIELD_NUMBER,
            Profile.MAPPING_FIELD_NUMBER,
            Profile.LOCATION_FIELD_NUMBER,
            Profile.FUNCTION_FIELD_NUMBER)
        .mapToObj(Profile.getDescriptor()::findFieldByNumber)
        .forEach(shuffle::inAnyOrder);
    return shuffle.write();
  }

  /** Sums of the first type by series and stack. */
  private static Map<String, Map<Long, Long>> totals(CollectedOutput output) {
    return output.profiles.stream()
        .collect(
            Collectors.toMap(
                p -> p.labels().toString(),
                p -> {
                  Map<Long, Long> values = new HashMap<>();
                  for (int i = 0; i < p.stackCount(); i++) {
                    values.merge(p.stackIds()[i], p.value(0, i), Long::sum);
                  }
                  return values;
                }));
  }

  private static CollectedOutput decodeUsed(byte[] bytes) {
    return CollectedOutput.of(USED, Records.of(bytes));
  }

  private static CollectedOutput decodeFresh(byte[] bytes) {
    DecoderOptions defaults = DecoderOptions.defaults();
    DecoderOptions small =
        new DecoderOptions(defaults.limits(), defaults.cumulativeTypes(), null, Map.of(), 1024);
    return CollectedOutput.of(new PprofDecoder(small), Records.of(bytes));
  }
}
