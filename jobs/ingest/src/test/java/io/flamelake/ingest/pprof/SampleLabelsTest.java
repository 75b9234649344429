package io.flamelake.ingest.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.labels.SampleLabels;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.Label;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What the labels of samples make of a profile. */
class SampleLabelsTest {

  private final PprofDecoder decoder = new PprofDecoder(DecoderOptions.defaults());

  @Test
  void splitsAProfileIntoTheSeriesOfItsSamples() {
    PprofBuilder profile = PprofBuilder.cpu();
    profile.sample("a", 1).sample("a", 2).label("endpoint", "/x").label("method", "GET");
    profile.sample("b", 3).label("method", "GET").label("endpoint", "/x").sample("b", 4);
    Map<Map<String, String>, SeriesProfile> told = bySeries(decode(profile));
    Map<String, String> labels = Map.of("service_name", "api", "endpoint", "/x", "method", "GET");
    assertThat(told).containsOnlyKeys(Map.of("service_name", "api"), labels);
    assertThat(told.get(Map.of("service_name", "api")).values()).containsExactly(1, 4);
    assertThat(told.get(labels).values()).containsExactly(2, 3);
    assertThat(told.values().stream().map(SeriesProfile::profileId)).doesNotHaveDuplicates();
    assertThat(told.values().stream().map(SeriesProfile::seriesId)).doesNotHaveDuplicates();
  }

  @Test
  void keepsALabelOfTheSeriesThatSamplesHaveToo() {
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1).label("service_name", "other");
    assertThat(decode(profile).profile().labels()).isEqualTo(Map.of("service_name", "api"));
  }

  @Test
  void takesTheLastOfTwoLabelsWithOneName() {
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1).label("k", "1").label("k", "2");
    assertThat(decode(profile).profile().labels()).containsEntry("k", "2");
  }

  @Test
  void leavesOutEmptyValues() {
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1).label("k", "");
    assertThat(decode(profile).profile().labels()).isEqualTo(Map.of("service_name", "api"));
  }

  @Test
  void mergesSamplesThatOnlyNumbersTellApart() {
    PprofBuilder profile = PprofBuilder.cpu();
    profile.sample("a", 1).label("bytes", 16).sample("a", 2).label("bytes", 32).sample("a", 4);
    assertThat(decode(profile).profile().values()).containsExactly(7);
  }

  @Test
  void makesColumnsOfSpansAndTraces() {
    PprofBuilder profile = PprofBuilder.cpu();
    profile.sample("a", 1).label("span_id", "s1").label("trace_id", "t1");
    profile.sample("a", 2).label("profile_id", "s2");
    profile.sample("a", 4).label("trace_id", "t1").label("span_id", "s1").sample("a", 8);
    SeriesProfile told = decode(profile).profile();
    assertThat(told.values()).containsExactly(5, 2, 8);
    assertThat(told.stackIds()).containsOnly(told.stackIds()[0]);
    assertThat(told.spanIds()).containsExactly("s1", "s2", null);
    assertThat(told.traceIds()).containsExactly("t1", null, null);
    assertThat(told.labels()).isEqualTo(Map.of("service_name", "api"));
  }

  @Test
  void mergesEqualSpansThatStandTwiceInTheStringTable() {
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1).label("span_id", "s1");
    int again = profile.raw().addStringTable("s1").getStringTableCount() - 1;
    profile.sample("a", 2);
    profile.label(Label.newBuilder().setKey(profile.string("span_id")).setStr(again));
    assertThat(decode(profile).profile().values()).containsExactly(3);
  }

  @Test
  void keepsSamplesWhoseLabelsCantBeUsed() {
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1).label("__x", "1");
    profile.label(Label.newBuilder().setStr(profile.string("value")));
    CollectedOutput output = decode(profile.label("good", "1"));
    assertThat(output.profile().labels()).isEqualTo(Map.of("service_name", "api", "good", "1"));
    assertThat(output.repairs).isEqualTo(Map.of(Repair.SAMPLE_LABEL_DROPPED, 2L));
    assertThat(output.reasons()).containsExactly(Reason.INVALID_SAMPLE_LABEL);
  }

  @Test
  void dropsLabelsBeyondTheLimitOfASeries() {
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1);
    for (int i = 0; i < 70; i++) {
      profile.label("k" + i, "v");
    }
    for (int round = 0; round < 2; round++) {
      CollectedOutput output = decode(profile);
      assertThat(output.profile().labels()).hasSize(64).containsEntry("k0", "v");
      assertThat(output.repairs).isEqualTo(Map.of(Repair.SAMPLE_LABEL_DROPPED, 7L));
    }
  }

  @Test
  void putsSamplesBeyondTheLimitOfSeriesIntoThatOfTheRecord() {
    PprofBuilder profile = PprofBuilder.cpu();
    for (int i = 0; i < SampleLabels.MAX_SERIES + 5; i++) {
      profile.sample("a", 1).label("request", "r" + i);
    }
    CollectedOutput output = decode(profile);
    assertThat(output.profiles).hasSize(SampleLabels.MAX_SERIES + 1);
    assertThat(bySeries(output).get(Map.of("service_name", "api")).values()).containsExactly(5);
    assertThat(output.repairs).containsEntry(Repair.SAMPLE_LABEL_DROPPED, 5L);
  }

  @Test
  void putsSamplesIntoTheSeriesOfTheRecordWhenLabelsTakeTooMuchMemory() {
    PprofBuilder profile = PprofBuilder.cpu();
    String labels = "{" + "service_name=\"api\"";
    for (int i = 0; i < 60; i++) {
      labels += ",k" + i + "=\"" + "v".repeat(2000) + "\"";
    }
    for (int i = 0; i < 2000; i++) {
      profile.sample("a", 1).label("request", "r" + i);
    }
    CollectedOutput output =
        CollectedOutput.of(decoder, Records.withLabels(Records.of(profile.build()), labels + "}"));
    long bytes = output.profiles.stream().mapToLong(p -> bytes(p.labels())).sum();
    assertThat(bytes).isBetween(56L << 20, 64L << 20);
    assertThat(sum(output)).isEqualTo(2000);
    assertThat(output.repairs.get(Repair.SAMPLE_LABEL_DROPPED)).isBetween(1400L, 1600L);
    assertThat(output.rejections)
        .singleElement()
        .satisfies(rejection -> assertThat(rejection.message()).contains("67108864 bytes"));
  }

  private static long bytes(Map<String, String> labels) {
    return labels.entrySet().stream()
        .mapToLong(e -> e.getKey().length() + e.getValue().length())
        .sum();
  }

  private static long sum(CollectedOutput output) {
    return output.profiles.stream().mapToLong(p -> LongStream.of(p.values()).sum()).sum();
  }

  @Test
  void givesTheSameSeriesFromItsMemory() {
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1).label("k", "v");
    List<Map<String, String>> told =
        List.of(decode(profile).profile().labels(), decode(profile).profile().labels());
    assertThat(told.get(1))
        .isEqualTo(told.get(0))
        .isEqualTo(Map.of("service_name", "api", "k", "v"));
  }

  private CollectedOutput decode(PprofBuilder profile) {
    return CollectedOutput.of(
        decoder, Records.withLabels(Records.of(profile.build()), "{service_name=\"api\"}"));
  }

  private static Map<Map<String, String>, SeriesProfile> bySeries(CollectedOutput output) {
    return output.profiles.stream()
        .collect(Collectors.toMap(p -> new HashMap<>(p.labels()), p -> p));
  }
}
