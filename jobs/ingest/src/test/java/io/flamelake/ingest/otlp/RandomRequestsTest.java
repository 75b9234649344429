package io.flamelake.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.otlp.OtlpDecoder.Encoding;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.MessageShuffle;
import io.flamelake.ingest.testing.OtlpBuilder;
import io.flamelake.ingest.testing.OtlpJson;
import io.flamelake.ingest.testing.OtlpOracle;
import io.flamelake.ingest.testing.OtlpOracle.Key;
import io.flamelake.ingest.testing.PprofOracle;
import io.flamelake.ingest.testing.RandomRequests;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import io.opentelemetry.proto.collector.profiles.v1development.ExportProfilesServiceRequest;
import io.opentelemetry.proto.profiles.v1development.Stack;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Requests that no producer sends, each in many ways that mean the same. */
class RandomRequestsTest {

  private static final DecoderOptions DEFAULTS = DecoderOptions.defaults();

  /** One for all tries, as in a job: what it keeps from request to request must not show. */
  private static final ProfileDecoder USED = decoder(Encoding.EITHER, 8);

  @Property(tries = 300)
  void readsWhatOpenTelemetrysClassesReadHoweverItIsWritten(@ForAll long seed) {
    ExportProfilesServiceRequest request = RandomRequests.of(seed);
    Map<Key, Long> expected = OtlpOracle.samples(request);
    ProfileDecoder fresh = decoder(Encoding.PROTOBUF, 1024);
    assertThat(samples(decode(fresh, request.toByteArray()))).isEqualTo(expected);
    fresh = decoder(Encoding.PROTOBUF, 1024);
    assertThat(samples(decode(fresh, shuffled(request, seed)))).isEqualTo(expected);
  }

  @Property(tries = 300)
  void readsTheSameOfJson(@ForAll long seed) {
    ExportProfilesServiceRequest request = RandomRequests.of(seed);
    ProfileDecoder fresh = decoder(Encoding.JSON, 1024);
    assertThat(samples(decode(fresh, OtlpJson.write(request, seed))))
        .isEqualTo(OtlpOracle.samples(request));
  }

  @Property(tries = 300)
  void givesTheSameRowsHoweverItIsWritten(@ForAll long seed) {
    ExportProfilesServiceRequest request = RandomRequests.of(seed);
    List<Object> plain = rows(decode(USED, request.toByteArray()));
    assertThat(rows(decode(USED, shuffled(request, seed)))).isEqualTo(plain);
    assertThat(rows(decode(USED, OtlpJson.write(request, seed)))).isEqualTo(plain);
    assertThat(rows(decode(USED, Records.gzip(OtlpJson.write(request, seed + 1)))))
        .isEqualTo(plain);
    assertThat(rows(decode(USED, Records.zstd(shuffled(request, seed + 2))))).isEqualTo(plain);
  }

  private static ProfileDecoder decoder(Encoding encoding, int rememberedStacks) {
    DecoderOptions options =
        new DecoderOptions(
            DEFAULTS.limits(), DEFAULTS.cumulativeTypes(), null, Map.of(), rememberedStacks);
    return new OtlpDecoder(options, encoding, new ProfileTeller(options));
  }

  /** Stacks, which are read often, may have little that is unknown, and no group. */
  private static byte[] shuffled(ExportProfilesServiceRequest request, long seed) {
    return MessageShuffle.of(request, seed).withoutGroupsIn(Stack.getDescriptor()).write();
  }

  private static CollectedOutput decode(ProfileDecoder decoder, byte[] bytes) {
    CollectedOutput output = CollectedOutput.of(decoder, OtlpBuilder.record(bytes));
    assertThat(output.rejections).isEmpty();
    return output;
  }

  private static Map<Key, Long> samples(CollectedOutput output) {
    Map<String, List<TestFrame>> stacks = new HashMap<>();
    for (StackDefinition stack : output.stacks) {
      stacks.put(
          stack.serviceName() + stack.stackId(), PprofOracle.identities(TestFrame.read(stack)));
    }
    Map<Key, Long> samples = new HashMap<>();
    for (SeriesProfile profile : output.profiles) {
      for (int i = 0; i < profile.stackCount(); i++) {
        Key key =
            new Key(
                profile.timeNanos(),
                new TreeMap<>(profile.labels()),
                at(profile.spanIds(), i),
                at(profile.traceIds(), i),
                stacks.get(profile.serviceName() + profile.stackIds()[i]));
        samples.merge(key, profile.value(0, i), Long::sum);
      }
    }
    return samples;
  }

  /** All but ids of profiles, which are those of bytes. */
  private static List<Object> rows(CollectedOutput output) {
    return output.profiles.stream()
        .<Object>map(
            p ->
                List.of(
                    p.timeNanos(),
                    p.durationNanos(),
                    p.period(),
                    p.profileType(0),
                    p.temporality(0),
                    p.labels(),
                    asList(p.stackIds()),
                    asList(p.values()),
                    String.join(",", texts(p.spanIds())),
                    String.join(",", texts(p.traceIds()))))
        .toList();
  }

  private static List<Long> asList(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  private static String[] texts(String[] texts) {
    return texts == null ? new String[0] : texts;
  }

  private static String at(String[] texts, int i) {
    return texts == null ? null : texts[i];
  }
}
