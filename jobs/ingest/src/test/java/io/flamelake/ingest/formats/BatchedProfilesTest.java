package io.flamelake.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.DamagedBytes;
import io.flamelake.ingest.testing.ExampleProfiles;
import io.flamelake.ingest.testing.ParcaRequests;
import io.flamelake.ingest.testing.PyroscopeRequests;
import io.flamelake.ingest.testing.RandomProfiles;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.TestFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Profiles in Parca's and Pyroscope's containers, against the same profiles alone. */
class BatchedProfilesTest {

  private static final Decoders DECODER = new Decoders(DecoderOptions.defaults());

  @Example
  void givesForRecordedProfilesWhatPprofGives() throws IOException {
    for (Path file : ExampleProfiles.all()) {
      byte[] profile = ExampleProfiles.bytes(file);
      CollectedOutput alone =
          fresh(file, Records.withLabels(Records.of(profile), "{service_name=\"s\",env=\"e\"}"));
      assertThat(alone.profiles).isNotEmpty();
      CollectedOutput parca = fresh(file, ParcaRequests.record(parca(profile)));
      CollectedOutput pyroscope = fresh(file, PyroscopeRequests.record(pyroscope(profile)));
      checkSame(alone, parca, "parca");
      checkSame(alone, pyroscope, "pyroscope");
      assertThat(frames(parca)).isEqualTo(frames(alone));
      assertThat(frames(pyroscope)).isEqualTo(frames(alone));
    }
  }

  private static List<ByteBuffer> frames(CollectedOutput output) {
    return output.stacks.stream().map(stack -> ByteBuffer.wrap(stack.frames())).toList();
  }

  /** What a new decoder tells of a record that was sent when its profile was taken. */
  private static CollectedOutput fresh(Path file, RawRecord record) throws IOException {
    byte[] bytes = ExampleProfiles.bytes(file);
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
      long sent = Profile.parseFrom(gzip).getTimeNanos() / 1_000_000 + 10_000;
      return CollectedOutput.of(new Decoders(DecoderOptions.defaults()), Records.at(record, sent));
    }
  }

  @Property(tries = 200)
  void givesForAnyProfileWhatPprofGives(@ForAll long seed) {
    byte[] profile = RandomProfiles.of(seed).toByteArray();
    CollectedOutput alone =
        decode(Records.withLabels(Records.of(profile), "{service_name=\"s\",env=\"e\"}"));
    checkSame(alone, decode(ParcaRequests.record(parca(profile))), "parca");
    checkSame(alone, decode(PyroscopeRequests.record(pyroscope(profile))), "pyroscope");
  }

  @Property(tries = 30)
  void answersToRequestsCutAnywhere(@ForAll long seed) {
    byte[] profile = RandomProfiles.of(seed).toByteArray();
    byte[] parca = parca(profile);
    byte[] pyroscope = pyroscope(profile);
    for (int length = 0; length < parca.length; length += 3) {
      check(ParcaRequests.record(Arrays.copyOf(parca, length)));
    }
    for (int length = 0; length < pyroscope.length; length += 3) {
      check(PyroscopeRequests.record(Arrays.copyOf(pyroscope, length)));
    }
  }

  @Property(tries = 100)
  void answersToFlippedBits(@ForAll long seed) {
    byte[] profile = RandomProfiles.of(seed).toByteArray();
    byte[] parca = parca(profile);
    byte[] pyroscope = pyroscope(profile);
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      check(ParcaRequests.record(DamagedBytes.flipped(parca, random)));
      check(PyroscopeRequests.record(DamagedBytes.flipped(pyroscope, random)));
    }
  }

  private static void checkSame(CollectedOutput alone, CollectedOutput batched, String format) {
    assertThat(batched.reasons()).isEqualTo(alone.reasons());
    assertThat(batched.repairs).isEqualTo(alone.repairs);
    assertThat(batched.profiles).hasSameSizeAs(alone.profiles);
    for (int i = 0; i < alone.profiles.size(); i++) {
      SeriesProfile expected = alone.profiles.get(i);
      SeriesProfile actual = batched.profiles.get(i);
      assertThat(actual.format()).isEqualTo(format);
      assertThat(actual.profileId()).isEqualTo(expected.profileId());
      assertThat(actual.labels()).isEqualTo(expected.labels());
      assertThat(actual.timeNanos()).isEqualTo(expected.timeNanos());
      assertThat(actual.durationNanos()).isEqualTo(expected.durationNanos());
      assertThat(actual.period()).isEqualTo(expected.period());
      assertThat(actual.sampleTypes()).isEqualTo(expected.sampleTypes());
      assertThat(actual.temporalities()).isEqualTo(expected.temporalities());
      assertThat(Arrays.equals(actual.stackIds(), expected.stackIds())).isTrue();
      assertThat(Arrays.equals(actual.values(), expected.values())).isTrue();
      assertThat(actual.spanIds()).isEqualTo(expected.spanIds());
    }
  }

  private static byte[] parca(byte[] profile) {
    return ParcaRequests.request(
            ParcaRequests.series("service_name", "s", "env", "e")
                .addSamples(ParcaRequests.sample(profile)))
        .toByteArray();
  }

  private static byte[] pyroscope(byte[] profile) {
    return PyroscopeRequests.request(
            PyroscopeRequests.series("service_name", "s", "env", "e")
                .addSamples(PyroscopeRequests.sample(profile)))
        .toByteArray();
  }

  private static void check(RawRecord record) {
    CollectedOutput output = decode(record);
    assertThat(output.reasons()).doesNotContain(Reason.DECODER_ERROR);
    assertThat(output.profiles.size() + output.rejections.size()).isPositive();
    output.stacks.forEach(stack -> assertThat(TestFrame.read(stack)).isNotNull());
  }

  private static CollectedOutput decode(RawRecord record) {
    return CollectedOutput.of(DECODER, record);
  }
}
