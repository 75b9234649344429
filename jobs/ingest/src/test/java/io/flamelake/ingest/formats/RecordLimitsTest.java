package io.flamelake.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.JfrRecordings;
import io.flamelake.ingest.testing.OtlpBuilder;
import io.flamelake.ingest.testing.OtlpJson;
import io.flamelake.ingest.testing.ParcaRequests;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.PprofToOtlp;
import io.flamelake.ingest.testing.PyroscopeRequests;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.ingest.testing.proto.parca.RawProfileSeries;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one record may make new, whatever its format. */
class RecordLimitsTest {
  private static final int STACKS = 20;

  /** Fewer than the stacks of any record, so that all are new each time. */
  private static final int REMEMBERED_STACKS = 8;

  private static final Map<String, String> OVERFLOW =
      Map.of("service_name", "s", "flamelake_overflow", "true");

  static Stream<RawRecord> everyFormat() {
    byte[] pprof = profile(0).toByteArray();
    OtlpBuilder otlp = PprofToOtlp.convert(profile(0));
    return Stream.of(
        Records.of(profile(0)),
        parca(pprof),
        PyroscopeRequests.record(
            PyroscopeRequests.request(
                    PyroscopeRequests.series("service_name", "s")
                        .addSamples(PyroscopeRequests.sample(pprof)))
                .toByteArray()),
        otlp.record(),
        typed("application/json; type=otlp.profiles", OtlpJson.write(otlp.build(), 1)),
        typed("text/x-folded", folded()),
        JfrRecordings.JDK17.record(JfrRecordings.JDK17.gzip()));
  }

  @ParameterizedTest
  @MethodSource("everyFormat")
  void holdsTheNewStacksOfARecordToALimit(RawRecord record) {
    long bytes = size(CollectedOutput.of(decoder(Long.MAX_VALUE, Long.MAX_VALUE), record).stacks);
    Decoders enough = decoder(bytes, Long.MAX_VALUE);
    for (int i = 0; i < 3; i++) {
      assertThat(CollectedOutput.of(enough, record).reasons())
          .doesNotContain(Reason.STACKS_SIZE_LIMIT);
    }
    CollectedOutput rejected = CollectedOutput.of(decoder(bytes / 2, Long.MAX_VALUE), record);
    assertThat(rejected.reasons()).contains(Reason.STACKS_SIZE_LIMIT);
    assertThat(size(rejected.stacks)).isGreaterThan(bytes / 2).isLessThan(bytes);
  }

  @ParameterizedTest
  @MethodSource("everyFormat")
  void holdsTheLabelsOfARecordToALimit(RawRecord record) {
    List<SeriesProfile> told = CollectedOutput.of(decoder(Long.MAX_VALUE, 1), record).profiles;
    assertThat(told)
        .isNotEmpty()
        .allSatisfy(
            profile -> assertThat(profile.labels()).containsEntry("flamelake_overflow", "true"));
  }

  @Test
  void rejectsTheProfilesOfARecordThatComeAfterTheLimit() {
    RawRecord record =
        parca(profile(0).toByteArray(), profile(1).toByteArray(), profile(2).toByteArray());
    CollectedOutput all = CollectedOutput.of(decoder(Long.MAX_VALUE, Long.MAX_VALUE), record);
    assertThat(all.profiles).hasSize(3);
    Decoders half = decoder(size(all.stacks) / 2, Long.MAX_VALUE);
    CollectedOutput output = CollectedOutput.of(half, record);
    assertThat(output.profiles).hasSize(1);
    assertThat(output.reasons())
        .containsExactly(Reason.STACKS_SIZE_LIMIT, Reason.STACKS_SIZE_LIMIT);
    assertThat(output.rejections.get(1).payload()).isEqualTo(profile(2).toByteArray());
  }

  @Test
  void keepsTheSeriesOfARecordThatComeBeforeTheLimit() {
    byte[] profile = profile(0).toByteArray();
    RawProfileSeries.Builder[] series = new RawProfileSeries.Builder[3];
    for (int i = 0; i < series.length; i++) {
      series[i] =
          ParcaRequests.series("service_name", "s", "pod", "p" + i)
              .addSamples(ParcaRequests.sample(profile));
    }
    RawRecord record = ParcaRequests.record(ParcaRequests.request(series).toByteArray());
    Decoders two = decoder(Long.MAX_VALUE, 600);
    for (int i = 0; i < 3; i++) {
      CollectedOutput output = CollectedOutput.of(two, record);
      assertThat(output.profiles)
          .extracting(SeriesProfile::labels)
          .containsExactly(
              Map.of("service_name", "s", "pod", "p0"),
              Map.of("service_name", "s", "pod", "p1"),
              OVERFLOW);
      assertThat(output.profiles).allSatisfy(p -> assertThat(p.stackIds()).hasSize(STACKS));
      assertThat(output.repairs).containsEntry(Repair.SERIES_OVERFLOW, 1L);
    }
  }

  private static long size(List<StackDefinition> stacks) {
    return stacks.stream().mapToLong(stack -> stack.frames().length + 100).sum();
  }

  private static Profile profile(int number) {
    PprofBuilder profile = PprofBuilder.cpu();
    for (int i = 0; i < STACKS; i++) {
      profile.sample("leaf" + number + "_" + i + ";caller;main", 1);
    }
    return profile.build();
  }

  private static byte[] folded() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < STACKS; i++) {
      text.append("main;f").append(i).append(" 1\n");
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static RawRecord parca(byte[]... profiles) {
    RawProfileSeries.Builder series = ParcaRequests.series("service_name", "s");
    for (byte[] profile : profiles) {
      series.addSamples(ParcaRequests.sample(profile));
    }
    return ParcaRequests.record(ParcaRequests.request(series).toByteArray());
  }

  private static RawRecord typed(String contentType, byte[] value) {
    return Records.withHeader(Records.of(value), "content-type", contentType);
  }

  private static Decoders decoder(long stacksBytes, long labelsBytes) {
    Limits all = Limits.defaults();
    Limits limits =
        new Limits(
            all.profileBytes(),
            all.samples(),
            all.tableEntries(),
            all.labels(),
            all.labelNameBytes(),
            all.labelValueBytes(),
            all.depth(),
            all.stringBytes(),
            stacksBytes,
            labelsBytes,
            all.maxAge(),
            all.maxAhead());
    return new Decoders(new DecoderOptions(limits, Set.of(), null, Map.of(), REMEMBERED_STACKS));
  }
}
