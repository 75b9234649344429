package io.flamelake.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.ExampleProfiles;
import io.flamelake.ingest.testing.JfrRecordings;
import io.flamelake.ingest.testing.OtlpBuilder;
import io.flamelake.ingest.testing.OtlpJson;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.testing.TestFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Profiles that come as the bytes they were converted from, against the same bytes alone. */
class OriginalPayloadsTest {

  private static final int MAX_BYTES = 10_000;
  private static final byte[] FOLDED = utf8("main;work;leaf 42\nmain;idle 7\n");

  /**
   * A payload in its three ways.
   *
   * @param format as OTLP names it
   * @param alone a record of nothing else
   */
  record Sent(String format, RawRecord alone) {

    static Sent of(String format, String contentType, byte[] value, long millis) {
      RawRecord record = Records.withHeader(Records.of(value), "content-type", contentType);
      return new Sent(
          format,
          Records.at(Records.withLabels(record, "{service_name=\"api\",env=\"prod\"}"), millis));
    }

    OtlpBuilder request() {
      OtlpBuilder request = new OtlpBuilder().resource("service.name", "api", "env", "prod");
      request.scope().addProfilesBuilder();
      return payload(request, format, alone.value());
    }

    @Override
    public String toString() {
      return format + " of " + alone.value().length + " bytes";
    }
  }

  static Stream<Sent> everyFormat() throws IOException {
    List<Sent> sent = new ArrayList<>();
    for (Path file : firstOfEachKind()) {
      byte[] gzip = ExampleProfiles.bytes(file);
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes();
      long millis = Profile.parseFrom(plain).getTimeNanos() / 1_000_000 + 10_000;
      sent.add(Sent.of("pprof", "application/x-pprof", gzip, millis));
      sent.add(Sent.of("pprof", "application/x-pprof", plain, millis));
    }
    for (JfrRecordings recording : JfrRecordings.values()) {
      long millis = recording.record(FOLDED).timestampMillis();
      sent.add(Sent.of("jfr", "application/x-jfr", recording.gzip(), millis));
      sent.add(Sent.of("jfr", "application/x-jfr", recording.plain(), millis));
    }
    for (String format : List.of("folded", "collapsed")) {
      sent.add(Sent.of(format, "text/x-folded", FOLDED, Records.TIMESTAMP_MILLIS));
    }
    return sent.stream();
  }

  private static Collection<Path> firstOfEachKind() {
    Map<String, Path> first = new TreeMap<>();
    for (Path file : ExampleProfiles.all()) {
      String kind = file.getFileName().toString().replaceAll("-\\d.*", "");
      first.putIfAbsent(file.getParent().getFileName() + kind, file);
    }
    return first.values();
  }

  @ParameterizedTest
  @MethodSource("everyFormat")
  void givesWhatTheSameBytesGiveAlone(Sent sent) {
    CollectedOutput alone = decode(sent.alone());
    assertThat(alone.profiles).isNotEmpty();
    long millis = sent.alone().timestampMillis();
    checkSame(alone, decode(Records.at(sent.request().record(), millis)));
    byte[] json = OtlpJson.write(sent.request().build(), 1);
    checkSame(alone, decode(Records.at(OtlpBuilder.record(json), millis)));
  }

  private static void checkSame(CollectedOutput alone, CollectedOutput carried) {
    assertThat(carried.reasons()).isEqualTo(alone.reasons());
    assertThat(carried.repairs).isEqualTo(alone.repairs);
    assertThat(carried.stacks.stream().map(TestFrame::read).toList())
        .isEqualTo(alone.stacks.stream().map(TestFrame::read).toList());
    assertThat(carried.profiles).hasSameSizeAs(alone.profiles);
    for (int i = 0; i < alone.profiles.size(); i++) {
      SeriesProfile expected = alone.profiles.get(i);
      SeriesProfile actual = carried.profiles.get(i);
      assertThat(actual.format()).isEqualTo("otlp");
      assertThat(actual)
          .usingRecursiveComparison()
          .ignoringFields("format")
          .withStrictTypeChecking()
          .isEqualTo(expected);
      assertThat(Arrays.equals(actual.stackIds(), expected.stackIds())).isTrue();
      assertThat(Arrays.equals(actual.values(), expected.values())).isTrue();
    }
  }

  @Test
  void decodesSamplesAndNotWhatTheyWereConvertedFrom() {
    OtlpBuilder request = payload(OtlpBuilder.cpu().sample("a", 1), "pprof", pprof(10));
    request.profile("wall", "nanoseconds").sample("b", 2);
    payload(request, "linux_perf", utf8("PERFILE2"));
    CollectedOutput output = decode(request.record());
    assertThat(values(output)).containsExactly(1L, 2L);
    assertThat(output.rejections).isEmpty();
  }

  @Test
  void countsAPayloadThatSeveralProfilesOfAResourceCarryOnce() {
    OtlpBuilder request = payload(OtlpBuilder.cpu(), "pprof", pprof(10));
    payload(request.profile("wall", "nanoseconds"), "pprof", pprof(10));
    payload(request.profile("wall", "nanoseconds"), "pprof", pprof(20));
    payload(
        request.resource("service.name", "web").profile("wall", "nanoseconds"), "pprof", pprof(10));
    CollectedOutput output = decode(request.record());
    assertThat(values(output)).containsExactly(10L, 20L, 10L);
    assertThat(output.profiles.get(2).serviceName()).isEqualTo("web");
    assertThat(output.rejections).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pprof", "jfr", "linux_perf"})
  void decodesNoPayloadThatAnotherProfileHasTheSamplesOf(String format) {
    OtlpBuilder request = payload(OtlpBuilder.cpu(), format, pprof(10));
    payload(request.profile("wall", "nanoseconds").sample("b", 2), format, pprof(10));
    CollectedOutput output = decode(request.record());
    assertThat(output.profiles).extracting(SeriesProfile::stackCount).containsExactly(0, 1);
    assertThat(output.profiles.get(0).profileName()).isEqualTo("process_cpu");
    assertThat(output.rejections).isEmpty();
  }

  @Test
  void takesEqualTextsForAProfileEach() {
    OtlpBuilder request = payload(OtlpBuilder.cpu(), "folded", FOLDED);
    payload(request.profile("wall", "nanoseconds"), "folded", FOLDED);
    assertThat(decode(request.record()).profiles)
        .extracting(p -> p.profileType(0))
        .containsExactly("process_cpu:samples:count:cpu:nanoseconds", "wall:wall:nanoseconds::");
  }

  @Test
  void joinsTheLabelsOfAttributesWithThoseOfSamples() {
    OtlpBuilder request = payload(OtlpBuilder.cpu(), "PPROF", pprof(10));
    request.scope().getScopeBuilder().setName("agent");
    request.profile().addAttributeIndices(request.attributeIndex("env", "prod"));
    assertThat(decode(request.record()).profile().labels())
        .containsOnlyKeys("endpoint", "env", "otel.scope.name", "service_name")
        .containsEntry("endpoint", "/a");
  }

  @Test
  void takesTimeAndDurationOfTheProfileWhereThePayloadTellsNone() {
    byte[] timeless =
        new PprofBuilder().type("inuse_space", "bytes").sample("a", 1).time(0).bytes();
    OtlpBuilder request = payload(OtlpBuilder.cpu(), "pprof", timeless);
    payload(request.profile("cpu", "nanoseconds").duration(5), "folded", FOLDED);
    CollectedOutput output = decode(request.record());
    assertThat(output.profiles)
        .extracting(SeriesProfile::timeNanos)
        .containsExactly(Records.TIME_NANOS, Records.TIME_NANOS);
    assertThat(output.profiles)
        .extracting(SeriesProfile::durationNanos)
        .containsExactly(10_000_000_000L, 5L);
    assertThat(output.repairs).isEmpty();
    byte[] own = PprofBuilder.cpu().duration(7).sample("a", 1).bytes();
    OtlpBuilder old = payload(OtlpBuilder.cpu().time(1), "pprof", own);
    assertThat(decode(old.record()).profile().timeNanos()).isEqualTo(Records.TIME_NANOS);
    assertThat(decode(old.record()).profile().durationNanos()).isEqualTo(7);
  }

  @Test
  void tellsWhatFoldedStacksCountByTheTypeOfTheProfile() {
    SeriesProfile typed =
        decode(
                payload(
                        new OtlpBuilder()
                            .resource()
                            .profile("alloc_space", "bytes")
                            .period("space", "bytes", 512),
                        "folded",
                        FOLDED)
                    .record())
            .profile();
    assertThat(typed.profileType(0)).isEqualTo("memory:alloc_space:bytes:space:bytes");
    assertThat(typed.temporality(0)).isEqualTo(Temporality.CUMULATIVE);
    assertThat(typed.period()).isEqualTo(512);
    OtlpBuilder broken = payload(OtlpBuilder.cpu(), "folded", FOLDED);
    broken.profile().getSampleTypeBuilder().setTypeStrindex(99);
    assertThat(decode(broken.record()).reasons()).containsExactly(Reason.INVALID_SAMPLE_TYPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linux_perf", "otlp", "", "ETL"})
  void rejectsAPayloadOfAFormatThatNobodyDecodesAndNamesIt(String format) {
    byte[] bytes = OtlpBuilder.cpu().sample("a", 1).bytes();
    OtlpBuilder request = payload(OtlpBuilder.cpu(), format, bytes).profile("cpu", "nanoseconds");
    CollectedOutput output = decode(request.sample("b", 3).record());
    assertThat(values(output)).containsExactly(3L);
    assertThat(output.reasons()).containsExactly(Reason.UNSUPPORTED_FORMAT);
    assertThat(output.rejections.get(0).message())
        .contains(format.isEmpty() ? "original_payload_format" : "\"" + format + "\"", "pprof");
    assertThat(output.rejections.get(0).payload()).isEqualTo(bytes);
  }

  @Test
  void tellsBadAttributesOfAProfileOnlyWhereItsPayloadIsUsed() {
    for (String format : List.of("pprof", "linux_perf")) {
      OtlpBuilder request = payload(OtlpBuilder.cpu(), format, pprof(10));
      request.profile().addAttributeIndices(99);
      CollectedOutput output = decode(request.record());
      assertThat(output.reasons())
          .containsExactly(
              output.profiles.isEmpty() ? Reason.UNSUPPORTED_FORMAT : Reason.INVALID_ATTRIBUTE);
    }
  }

  @Test
  void rejectsABadPayloadWithItsBytesAndKeepsTheOthers() {
    byte[] bad = utf8("neither of them");
    OtlpBuilder request = payload(OtlpBuilder.cpu(), "pprof", bad);
    payload(request.profile("cpu", "nanoseconds"), "jfr", bad);
    payload(request.profile("cpu", "nanoseconds"), "folded", bad);
    payload(request.profile("cpu", "nanoseconds"), "pprof", pprof(10));
    CollectedOutput output = decode(request.record());
    assertThat(values(output)).containsExactly(10L);
    assertThat(output.reasons())
        .containsExactly(Reason.MALFORMED_PPROF, Reason.MALFORMED_JFR, Reason.MALFORMED_FOLDED);
    assertThat(output.rejections).allSatisfy(r -> assertThat(r.payload()).isEqualTo(bad));
  }

  @Test
  void holdsPayloadsToTheLimitsOfRecords() {
    OtlpBuilder request = payload(OtlpBuilder.cpu(), "folded", padded(MAX_BYTES));
    payload(request.profile("cpu", "nanoseconds"), "folded", FOLDED);
    payload(request.profile("cpu", "nanoseconds"), "folded", utf8("a 1\nb 1\nc 1\nd 1\n"));
    payload(request.profile("cpu", "nanoseconds"), "jfr", padded(2 * MAX_BYTES));
    payload(request.profile("cpu", "nanoseconds"), "pprof", padded(3 * MAX_BYTES));
    CollectedOutput output = CollectedOutput.of(new Decoders(limited()), request.record());
    assertThat(output.profiles).hasSize(1);
    assertThat(output.reasons())
        .containsExactly(
            Reason.PROFILE_SIZE_LIMIT,
            Reason.SAMPLES_LIMIT,
            Reason.PROFILE_SIZE_LIMIT,
            Reason.PROFILE_SIZE_LIMIT);
  }

  @Test
  void holdsThePayloadsOfARecordTogetherToALimit() {
    OtlpBuilder request = new OtlpBuilder().resource();
    for (int i = 0; i < 20; i++) {
      payload(request.profile("cpu", "nanoseconds"), "folded", padded(MAX_BYTES - 100));
    }
    CollectedOutput output = CollectedOutput.of(new Decoders(limited()), request.record());
    assertThat(output.profiles).hasSize(17);
    assertThat(output.reasons()).hasSize(3).containsOnly(Reason.PROFILE_SIZE_LIMIT);
    assertThat(output.rejections.get(2).message()).contains("too large together");
  }

  /** Few bytes in gzip, and this many of comment after them. */
  private static byte[] padded(int bytes) {
    return Records.gzip(utf8("main;work 42\n" + "#".repeat(bytes)));
  }

  private static DecoderOptions limited() {
    DecoderOptions defaults = DecoderOptions.defaults();
    Limits all = defaults.limits();
    Limits limits =
        new Limits(
            MAX_BYTES,
            3,
            all.tableEntries(),
            all.labels(),
            all.labelNameBytes(),
            all.labelValueBytes(),
            all.depth(),
            all.stringBytes(),
            all.recordStacksBytes(),
            all.recordLabelsBytes(),
            all.maxAge(),
            all.maxAhead());
    return new DecoderOptions(limits, defaults.cumulativeTypes(), null, Map.of(), 64);
  }

  private static List<Long> values(CollectedOutput output) {
    return output.profiles.stream().map(profile -> profile.values()[0]).toList();
  }

  private static byte[] pprof(long value) {
    return PprofBuilder.cpu().sample("a;b", value).label("endpoint", "/a").bytes();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Gives the profile built last a payload. */
  private static OtlpBuilder payload(OtlpBuilder request, String format, byte[] bytes) {
    request
        .profile()
        .setOriginalPayloadFormat(format)
        .setOriginalPayload(ByteString.copyFrom(bytes));
    return request;
  }

  private static CollectedOutput decode(RawRecord record) {
    return CollectedOutput.of(new Decoders(DecoderOptions.defaults()), record);
  }
}
