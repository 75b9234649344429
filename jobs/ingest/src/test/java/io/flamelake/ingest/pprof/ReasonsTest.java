package io.flamelake.ingest.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.labels.SeriesRules;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.Label;
import io.flamelake.stacks.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One record for every reason and every repair, each with the words that a person gets to see. */
class ReasonsTest {

  private static final Limits SMALL =
      new Limits(
          1 << 16,
          100,
          200,
          4,
          20,
          40,
          8,
          300,
          1 << 20,
          1 << 20,
          Duration.ofDays(30),
          Duration.ofMinutes(10));

  /** A record, what it must be rejected for, and a part of the words. */
  record Case(Reason reason, RawRecord record, String words) {}

  /** A record, what of it must be mended, and how often. */
  record Mended(Repair repair, RawRecord record, long count) {}

  private final Decoders decoder =
      new Decoders(
          new DecoderOptions(SMALL, Set.of(), null, Map.of(), 64)
              .withSeries(new SeriesRules(List.of(), 3)));

  static Stream<Case> rejected() {
    return Stream.of(containers(), contents(), labels(), OtherFormats.rejected())
        .flatMap(cases -> cases);
  }

  private static Stream<Case> containers() {
    byte[] good = good().bytes();
    byte[] gzip = Records.gzip(good);
    byte[] wrongCrc = gzip.clone();
    wrongCrc[wrongCrc.length - 8] ^= 1;
    byte[] wrongSize = gzip.clone();
    wrongSize[wrongSize.length - 4] ^= 1;
    byte[] zstd = Records.zstd(good);
    byte[] notes = "cpu;main 17\n".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        reject(Reason.EMPTY_RECORD, Records.of((byte[]) null), "no value"),
        reject(Reason.EMPTY_RECORD, Records.of(new byte[0]), "no value"),
        reject(Reason.EMPTY_RECORD, Records.of(Records.gzip(new byte[0])), "is empty"),
        reject(Reason.UNSUPPORTED_FORMAT, Records.of(notes), "not pprof's"),
        reject(Reason.UNSUPPORTED_FORMAT, typed("application/x-unheard-of"), "x-unheard-of"),
        reject(Reason.MALFORMED_GZIP, cut(gzip, gzip.length - 9), "ends too early"),
        reject(Reason.MALFORMED_GZIP, cut(gzip, 5), "ends too early"),
        reject(Reason.MALFORMED_GZIP, Records.of(wrongCrc), "CRC"),
        reject(Reason.MALFORMED_GZIP, Records.of(wrongSize), "tells"),
        reject(Reason.MALFORMED_GZIP, Records.of(joined(gzip, notes)), "no gzip member"),
        reject(Reason.MALFORMED_ZSTD, cut(zstd, zstd.length - 5), "zstd"),
        reject(Reason.PROFILE_SIZE_LIMIT, Records.of(Records.gzip(new byte[70_000])), "65536"),
        reject(Reason.PROFILE_SIZE_LIMIT, Records.of(Records.zstd(new byte[70_000])), "65536"),
        reject(Reason.PROFILE_SIZE_LIMIT, Records.of(large()), "65536"));
  }

  private static Stream<Case> contents() {
    byte[] good = good().bytes();
    PprofBuilder twoTypes = good();
    twoTypes.raw().getSampleTypeBuilder(0).setType(999);
    PprofBuilder badPeriod = good();
    badPeriod.raw().getPeriodTypeBuilder().setUnit(-1);
    PprofBuilder nameless = good();
    nameless.raw().getSampleTypeBuilder(0).setType(0);
    PprofBuilder untyped = good();
    untyped.raw().clearSampleType();
    PprofBuilder manyTypes = PprofBuilder.cpu();
    IntStream.range(0, 64).forEach(i -> manyTypes.type("t" + i, "count"));
    PprofBuilder manyStrings = good();
    IntStream.range(0, 200).forEach(i -> manyStrings.string("s" + i));
    PprofBuilder manySamples = good();
    IntStream.range(0, 100).forEach(i -> manySamples.sample("a", i));
    return Stream.of(
        reject(Reason.MALFORMED_PPROF, cut(good, good.length - 1), "at byte"),
        reject(Reason.TABLES_LIMIT, Records.of(manyTypes.build()), "64 sample types"),
        reject(Reason.TABLES_LIMIT, Records.of(manyStrings.build()), "string_table"),
        reject(Reason.SAMPLES_LIMIT, Records.of(manySamples.build()), "100 samples"),
        reject(Reason.NO_SAMPLE_TYPES, Records.of(untyped.build()), "sample_type"),
        reject(Reason.INVALID_SAMPLE_TYPE, Records.of(twoTypes.build()), "string 999"),
        reject(Reason.INVALID_SAMPLE_TYPE, Records.of(badPeriod.build()), "period type"),
        reject(Reason.INVALID_SAMPLE_TYPE, Records.of(nameless.build()), "no name"),
        reject(
            Reason.PROFILE_TIME_TOO_OLD,
            sent(Duration.ofDays(30).plusHours(1)),
            "before the record"),
        reject(Reason.PROFILE_TIME_IN_FUTURE, sent(Duration.ofMinutes(-11)), "after the record"),
        reject(Reason.PROFILE_TIME_TOO_OLD, Records.at(Records.of(good), -1), "Kafka timestamp"),
        reject(Reason.DECODER_ERROR, throwing(), "what a map may throw"));
  }

  private static Stream<Case> labels() {
    RawRecord good = Records.of(good().build());
    String name = "n".repeat(21);
    String value = "v".repeat(41);
    return Stream.of(
        reject(Reason.MALFORMED_LABELS, Records.withLabels(good, "{a=}"), "character 4"),
        reject(
            Reason.LABEL_NAME_TOO_LONG,
            Records.withLabels(good, "{" + name + "=\"b\"}"),
            "has 21 bytes, 20 are allowed"),
        reject(
            Reason.LABEL_VALUE_TOO_LONG,
            Records.withLabels(good, "{a=\"" + value + "\"}"),
            "has 41 bytes, 40 are allowed"),
        reject(
            Reason.MAX_LABEL_NAMES_PER_SERIES,
            Records.withLabels(good, "{a=\"1\",b=\"1\",c=\"1\",d=\"1\"}"),
            "5 labels, 4 are allowed"),
        reject(
            Reason.DUPLICATE_LABEL_NAMES,
            Records.withLabels(good, "{a=\"1\",a=\"1\"}"),
            "\"a\" twice"));
  }

  static Stream<Case> rejectedInPart() {
    PprofBuilder missing = good();
    missing.sampleOf(new long[] {77}, 5);
    PprofBuilder values = good();
    values.sample("a", 1, 2);
    PprofBuilder label = good();
    label.label(Label.newBuilder().setKey(label.string("k")).setStr(12345));
    Stream<Case> pprof =
        Stream.of(
            reject(Reason.INVALID_REFERENCE, Records.of(missing.build()), "location 77"),
            reject(Reason.WRONG_NUMBER_OF_VALUES, Records.of(values.build()), "has 2 values"),
            reject(Reason.INVALID_SAMPLE_LABEL, Records.of(label.build()), "string 12345"));
    return Stream.concat(pprof, OtherFormats.rejectedInPart());
  }

  static Stream<Mended> mended() {
    PprofBuilder invalid = good();
    invalid.sampleOf(new long[] {77}, 5).sampleOf(new long[] {78}, 5);
    PprofBuilder deep = good();
    deep.sample("a;b;c;d;e;f;g;h;i", 1);
    PprofBuilder few = PprofBuilder.cpu().type("samples", "count").sample("a", 1);
    PprofBuilder many = good().sample("a", 1, 2, 3);
    PprofBuilder label = good().label("__name__", "x").label("k", "v".repeat(41));
    PprofBuilder sum = good().sample("z", Long.MAX_VALUE).sample("z", 1);
    PprofBuilder notUtf8 = good();
    byte[] bytes = notUtf8.sample("f\uFFFDoo", 1).bytes();
    byte[] broken = replace(bytes, "f\uFFFDoo", new byte[] {'f', (byte) 0xc3, 'x', 'x', 'o', 'o'});
    PprofBuilder series = good();
    for (int i = 1; i < 5; i++) {
      series.sample("leaf;root", 1).label("request", "r" + i);
    }
    return Stream.of(
        new Mended(Repair.TIME_FROM_KAFKA, Records.of(good().time(0).build()), 1),
        new Mended(Repair.INVALID_FRAME, Records.of(invalid.build()), 2),
        new Mended(Repair.STACK_TRUNCATED, Records.of(deep.build()), 1),
        new Mended(
            Repair.STRING_TRUNCATED, Records.of(good().sample("x".repeat(301), 1).build()), 2),
        new Mended(Repair.INVALID_UTF8, Records.of(broken), 2),
        new Mended(Repair.MISSING_VALUES, Records.of(few.build()), 1),
        new Mended(Repair.SURPLUS_VALUES, Records.of(many.build()), 1),
        new Mended(Repair.SAMPLE_LABEL_DROPPED, Records.of(label.build()), 2),
        new Mended(Repair.VALUE_SATURATED, Records.of(sum.build()), 1),
        new Mended(Repair.SERIES_OVERFLOW, Records.of(series.build()), 2));
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void rejectsTheWholeRecordAndTellsNothingElse(Case example) {
    CollectedOutput output = CollectedOutput.of(decoder, example.record);
    assertThat(output.reasons()).containsExactly(example.reason);
    assertThat(example.reason.wholeRecord()).isTrue();
    assertThat(output.rejections.get(0).message()).contains(example.words).doesNotContain("\n");
    assertThat(output.profiles).isEmpty();
    assertThat(output.stacks).isEmpty();
    assertThat(output.repairs).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rejected")
  void decodesTheNextRecordAsIfNothingHadBeen(Case example) {
    CollectedOutput.of(decoder, example.record);
    CollectedOutput output = CollectedOutput.of(decoder, Records.of(good().build()));
    assertThat(output.rejections).isEmpty();
    assertThat(output.profile().values()).containsExactly(10);
    assertThat(output.stacks).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("rejectedInPart")
  void rejectsThePartAndKeepsTheRest(Case example) {
    CollectedOutput output = CollectedOutput.of(decoder, example.record);
    assertThat(output.reasons()).containsExactly(example.reason);
    assertThat(example.reason.wholeRecord()).isFalse();
    assertThat(output.rejections.get(0).message()).contains(example.words);
    assertThat(output.profiles).isNotEmpty();
    assertThat(output.stacks).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("mended")
  void countsWhatItMended(Mended example) {
    CollectedOutput output = CollectedOutput.of(decoder, example.record);
    assertThat(output.repairs).containsEntry(example.repair, example.count);
    assertThat(output.profiles).isNotEmpty();
  }

  @Test
  void hasARecordForEveryReasonAndRepair() {
    Set<Reason> reasons =
        Stream.concat(rejected(), rejectedInPart()).map(Case::reason).collect(Collectors.toSet());
    // Stacks that are told before it stay told; RecordLimitsTest looks at it.
    reasons.add(Reason.STACKS_SIZE_LIMIT);
    assertThat(reasons).containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Reason.class));
    assertThat(mended().map(Mended::repair).distinct())
        .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Repair.class));
  }

  @Test
  void tellsHowManyPartsWereBadInOneRejection() {
    PprofBuilder profile = good();
    for (int i = 0; i < 5; i++) {
      profile.sampleOf(new long[] {70 + i}, 1);
    }
    List<Rejection> rejections =
        CollectedOutput.of(decoder, Records.of(profile.build())).rejections;
    assertThat(rejections).hasSize(1);
    assertThat(rejections.get(0).message()).contains("location 70").contains("first of 5");
  }

  static Case reject(Reason reason, RawRecord record, String words) {
    return new Case(reason, record, words);
  }

  static PprofBuilder good() {
    return PprofBuilder.cpu().sample("leaf;root", 10);
  }

  private static RawRecord typed(String contentType) {
    return Records.withHeader(Records.of(good().build()), "content-type", contentType);
  }

  private static RawRecord sent(Duration afterProfile) {
    long millis = Records.TIME_NANOS / 1_000_000 + afterProfile.toMillis();
    return Records.at(Records.of(good().build()), millis);
  }

  private static byte[] large() {
    return good().sample("x".repeat(70_000), 1).bytes();
  }

  private static RawRecord cut(byte[] value, int length) {
    return Records.of(Arrays.copyOf(value, length));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] replace(byte[] bytes, String from, byte[] to) {
    byte[] wanted = from.getBytes(StandardCharsets.UTF_8);
    byte[] replaced = bytes.clone();
    for (int i = 0; i <= replaced.length - wanted.length; i++) {
      if (Arrays.equals(replaced, i, i + wanted.length, wanted, 0, wanted.length)) {
        System.arraycopy(to, 0, replaced, i, to.length);
      }
    }
    return replaced;
  }

  /** A record that makes the decoder fail in a way that no content does. */
  private static RawRecord throwing() {
    Map<String, byte[]> headers =
        new AbstractMap<>() {
          @Override
          public Set<Entry<String, byte[]>> entrySet() {
            return Set.of();
          }

          @Override
          public byte[] get(Object key) {
            if (key.equals("labels")) {
              throw new IllegalStateException("what a map may throw");
            }
            return null;
          }
        };
    return new RawRecord("t", 0, 0, Records.TIMESTAMP_MILLIS, headers, good().bytes());
  }
}
