package io.flamelake.ingest.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.DecodedSamples;
import io.flamelake.ingest.testing.ExampleProfiles;
import io.flamelake.ingest.testing.PprofOracle;
import io.flamelake.ingest.testing.PprofOracle.Key;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.TestFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real profiles of Go, Node and Java, against what generated protobuf classes read of them. */
class RecordedProfilesTest {

  private final PprofDecoder decoder = new PprofDecoder(DecoderOptions.defaults());

  static Stream<Path> files() {
    return ExampleProfiles.all().stream();
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesTheSamplesThatProtobufReads(Path file) throws IOException {
    PprofOracle oracle = oracle(file);
    CollectedOutput output = decode(oracle, file);
    assertThat(output.rejections).isEmpty();
    assertThat(output.repairs).isEmpty();
    Map<Key, List<Long>> expected = oracle.samples();
    Map<Key, List<Long>> actual = DecodedSamples.of(output);
    assertThat(actual).isEqualTo(expected);
    for (int type = 0; type < oracle.types().size(); type++) {
      assertThat(total(output, type)).isEqualTo(sum(expected, type));
      assertThat(top(actual, type, false)).isEqualTo(top(expected, type, false));
      assertThat(top(actual, type, true)).isEqualTo(top(expected, type, true));
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void tellsEachDistinctStackOnceWithAllItsFields(Path file) throws IOException {
    PprofOracle oracle = oracle(file);
    CollectedOutput output = decode(oracle, file);
    Map<List<TestFrame>, List<TestFrame>> expected = new HashMap<>();
    oracle.profile().getSampleList().stream()
        .filter(sample -> sample.getValueList().stream().anyMatch(v -> v != 0))
        .map(oracle::frames)
        .forEach(frames -> expected.put(PprofOracle.identities(frames), frames));
    assertThat(output.stacks.stream().map(StackDefinition::stackId)).doesNotHaveDuplicates();
    assertThat(output.stacks.stream().map(StackDefinition::check)).doesNotHaveDuplicates();
    assertThat(output.stacks.stream().map(s -> withoutKind(TestFrame.read(s))))
        .containsExactlyInAnyOrderElementsOf(expected.values());
  }

  @Test
  void givesStacksOfAllProfilesOneIdEachAndNoIdTwice() throws IOException {
    Map<Long, List<TestFrame>> byId = new HashMap<>();
    Map<List<TestFrame>, Long> byFrames = new HashMap<>();
    for (Path file : ExampleProfiles.all()) {
      for (StackDefinition stack : decode(oracle(file), file).stacks) {
        List<TestFrame> frames = PprofOracle.identities(TestFrame.read(stack));
        assertThat(byId.merge(stack.stackId(), frames, (a, b) -> a)).isEqualTo(frames);
        assertThat(byFrames.merge(frames, stack.stackId(), (a, b) -> a)).isEqualTo(stack.stackId());
      }
    }
    assertThat(byId).hasSameSizeAs(byFrames).hasSizeGreaterThan(1000);
  }

  private CollectedOutput decode(PprofOracle oracle, Path file) {
    RawRecord record = Records.of(ExampleProfiles.bytes(file));
    long sent = oracle.profile().getTimeNanos() / 1_000_000 + 10_000;
    return CollectedOutput.of(decoder, Records.at(record, sent));
  }

  private static PprofOracle oracle(Path file) throws IOException {
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteArrayInputStream(ExampleProfiles.bytes(file)))) {
      return new PprofOracle(Profile.parseFrom(gzip));
    }
  }

  private static long total(CollectedOutput output, int type) {
    return output.profiles.stream().mapToLong((SeriesProfile p) -> p.total(type)).sum();
  }

  private static long sum(Map<Key, List<Long>> samples, int type) {
    return samples.values().stream().mapToLong(values -> values.get(type)).sum();
  }

  private static List<TestFrame> withoutKind(List<TestFrame> frames) {
    return frames.stream().map(RecordedProfilesTest::withoutKind).toList();
  }

  private static TestFrame withoutKind(TestFrame frame) {
    return new TestFrame(
        frame.function(),
        frame.systemName(),
        frame.file(),
        frame.line(),
        frame.column(),
        frame.startLine(),
        frame.mapping(),
        frame.buildId(),
        frame.address(),
        null,
        frame.inlined());
  }

  /** Go has samples without a single frame. */
  private static List<String> firstOf(List<String> names) {
    return names.subList(0, Math.min(1, names.size()));
  }

  /** The ten functions with the greatest sums: of leaves, or of all stacks that they are in. */
  private static List<Map.Entry<String, Long>> top(
      Map<Key, List<Long>> samples, int type, boolean cumulative) {
    Map<String, Long> sums = new HashMap<>();
    samples.forEach(
        (key, values) -> {
          List<String> names = key.stack().stream().map(f -> f.function() + "").toList();
          for (String name : new HashSet<>(cumulative ? names : firstOf(names))) {
            sums.merge(name, values.get(type), Long::sum);
          }
        });
    return sums.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
        .limit(10)
        .toList();
  }
}
