package io.flamelake.ingest.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Drop;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.labels.RelabelConfigs;
import io.flamelake.ingest.labels.SeriesRules;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What relabeling rules make of records. */
class SeriesRulesTest {

  @Test
  void appliesRulesToTheLabelsOfTheRecord() {
    PprofDecoder decoder =
        with(
            """
            - {source_labels: [__meta_pod], regex: '(.*)-\\d+', target_label: app}
            - {source_labels: [app], target_label: service_name}
            - {regex: secret, action: labeldrop}
            """);
    SeriesProfile told =
        decode(decoder, cpu(), "{__meta_pod=\"web-7\",secret=\"x\",env=\"prod\"}").profile();
    assertThat(told.labels()).isEqualTo(Map.of("service_name", "web", "app", "web", "env", "prod"));
    assertThat(told.serviceName()).isEqualTo("web");
  }

  @Test
  void tellsNothingOfARecordWhoseSeriesIsDropped() {
    PprofDecoder decoder = with("- {source_labels: [env], regex: dev, action: drop}");
    CollectedOutput output = decode(decoder, cpu(), "{service_name=\"api\",env=\"dev\"}");
    assertThat(output.profiles).isEmpty();
    assertThat(output.stacks).isEmpty();
    assertThat(output.rejections).isEmpty();
    assertThat(output.drops).isEqualTo(Map.of(Drop.RELABEL_DROPPED, 1L));
    assertThat(decode(decoder, cpu(), "{service_name=\"api\"}").stacks).hasSize(1);
  }

  @Test
  void rejectsARecordWhoseLabelsTheRulesMakeLargeWithoutEnd() {
    String doubled = "- {source_labels: [a], target_label: a, replacement: $1$1}\n";
    StringBuilder copied = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      copied.append("- {regex: (.+), action: labelmap, replacement: x%d_$1}\n".formatted(i));
    }
    String joined = "- {source_labels: [%s], target_label: a}\n".formatted("a,".repeat(99) + "a");
    for (String rules : List.of(doubled.repeat(40), copied.toString(), joined.repeat(9))) {
      CollectedOutput output = decode(with(rules), cpu(), "{a=\"abc\"}");
      assertThat(output.reasons()).containsExactly(Reason.LABEL_VALUE_TOO_LONG);
      assertThat(output.rejections.get(0).message()).contains("relabeling rules make more than");
      assertThat(output.profiles).isEmpty();
    }
  }

  @Test
  void keepsSamplesWhoseLabelsTheRulesMakeLargeWithoutEnd() {
    String doubled = "- {source_labels: [a], target_label: a, replacement: $1$1}\n";
    PprofBuilder profile = PprofBuilder.cpu().sample("x", 1).sample("x", 2).label("a", "abc");
    CollectedOutput output = decode(with(doubled.repeat(40)), profile, "{service_name=\"api\"}");
    assertThat(output.profile().values()).containsExactly(3);
    assertThat(output.profile().labels()).isEqualTo(Map.of("service_name", "api"));
    assertThat(output.repairs).isEqualTo(Map.of(Repair.SAMPLE_LABEL_DROPPED, 1L));
  }

  @Test
  void countsADroppedRecordWithoutSamplesToo() {
    PprofDecoder decoder = with("- {source_labels: [env], regex: dev, action: drop}");
    CollectedOutput output = decode(decoder, PprofBuilder.cpu(), "{env=\"dev\"}");
    assertThat(output.profiles).isEmpty();
    assertThat(output.drops).isEqualTo(Map.of(Drop.RELABEL_DROPPED, 1L));
  }

  @Test
  void appliesRulesToTheLabelsOfSamplesJoinedWithThoseOfTheRecord() {
    PprofDecoder decoder =
        with(
            """
            - {source_labels: [env, path], regex: 'prod;/health', action: drop}
            - {regex: request, action: labeldrop}
            """);
    PprofBuilder profile = PprofBuilder.cpu();
    profile.sample("a", 1).label("path", "/health").sample("b", 2).label("path", "/x");
    profile.sample("c", 4).label("path", "/x").label("request", "1");
    profile.sample("c", 8).label("request", "2").label("path", "/x").sample("d", 16);
    CollectedOutput output = decode(decoder, profile, "{service_name=\"api\",env=\"prod\"}");
    assertThat(output.profiles).hasSize(2);
    assertThat(output.profiles.get(0).values()).containsExactly(16);
    assertThat(output.profiles.get(1).values()).containsExactly(2, 12);
    assertThat(output.profiles.get(1).labels())
        .isEqualTo(Map.of("service_name", "api", "env", "prod", "path", "/x"));
    assertThat(output.stacks).hasSize(3);
    assertThat(output.drops).isEqualTo(Map.of(Drop.RELABEL_DROPPED, 1L));
  }

  @Test
  void keepsSeriesOfSamplesThoughThatOfTheRecordIsDropped() {
    PprofDecoder decoder = with("- {source_labels: [tenant], regex: .+, action: keep}");
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1).sample("a", 2).label("tenant", "t");
    CollectedOutput output = decode(decoder, profile, "{service_name=\"api\",__name__=\"mine\"}");
    assertThat(output.profile().labels()).isEqualTo(Map.of("service_name", "api", "tenant", "t"));
    assertThat(output.profile().profileName()).isEqualTo("mine");
    assertThat(output.drops).isEqualTo(Map.of(Drop.RELABEL_DROPPED, 1L));
  }

  @Test
  void letsRulesSetWhatSteers() {
    PprofDecoder decoder =
        with(
            """
            - {source_labels: [kind], regex: (.+), target_label: __name__}
            - {target_label: __delta__, replacement: 'false'}
            """);
    PprofBuilder heap = new PprofBuilder().type("alloc_space", "bytes").sample("a", 1);
    SeriesProfile told = decode(decoder, heap, "{kind=\"native\"}").profile();
    assertThat(told.profileName()).isEqualTo("native");
    assertThat(told.temporality(0).label()).isEqualTo("delta");
  }

  @Test
  void keepsProcessesApartThatRulesMakeOneSeries() {
    PprofDecoder decoder = with("- {regex: pod, action: labeldrop}");
    SeriesProfile a = decode(decoder, cpu(), "{service_name=\"api\",pod=\"a\"}").profile();
    SeriesProfile b = decode(decoder, cpu(), "{service_name=\"api\",pod=\"b\"}").profile();
    SeriesProfile again = decode(decoder, cpu(), "{pod=\"a\",service_name=\"api\"}").profile();
    assertThat(a.seriesId()).isEqualTo(b.seriesId());
    assertThat(a.sessionId()).isNotEqualTo(b.sessionId()).isEqualTo(again.sessionId());
  }

  @Test
  void judgesLabelsByWhatRulesLeave() {
    String value = "v".repeat(3000);
    PprofDecoder plain = new PprofDecoder(DecoderOptions.defaults());
    PprofDecoder decoder = with("- {regex: long, action: labeldrop}");
    String labels = "{service_name=\"api\",long=\"" + value + "\"}";
    assertThat(decode(plain, cpu(), labels).reasons()).containsExactly(Reason.LABEL_VALUE_TOO_LONG);
    assertThat(decode(decoder, cpu(), labels).profile().labels())
        .isEqualTo(Map.of("service_name", "api"));
  }

  @Test
  void putsSamplesWhoseRelabeledLabelsGoBeyondALimitIntoTheSeriesOfTheRecord() {
    PprofDecoder decoder =
        with(
            "- {source_labels: [k, k], regex: '(.+);(.+)', target_label: long, replacement: $1$2}");
    PprofBuilder profile = PprofBuilder.cpu().sample("a", 1).label("k", "v".repeat(1500));
    CollectedOutput output = decode(decoder, profile, "{service_name=\"api\"}");
    assertThat(output.profile().labels()).isEqualTo(Map.of("service_name", "api"));
    assertThat(output.repairs).isEqualTo(Map.of(Repair.SAMPLE_LABEL_DROPPED, 1L));
    assertThat(output.rejections.get(0).message()).contains("3000 bytes, 2048 are allowed");
  }

  @Test
  void findsAServiceThatAnyoneNames() {
    PprofDecoder decoder = new PprofDecoder(DecoderOptions.defaults());
    assertThat(service(decoder, "{job=\"j\",service=\"s\",\"service.name\"=\"n\"}")).isEqualTo("n");
    assertThat(service(decoder, "{job=\"j\",service=\"s\"}")).isEqualTo("s");
    assertThat(service(decoder, "{job=\"j\"}")).isEqualTo("j");
    assertThat(service(decoder, "{job=\"j\",service_name=\"sn\"}")).isEqualTo("sn");
    assertThat(service(decoder, "{app=\"a\"}")).isEqualTo("unknown_service");
  }

  @Test
  void letsRulesNameAServiceThatNobodyNamed() {
    PprofDecoder decoder =
        with("- {source_labels: [service_name, app], regex: ';(.+)', target_label: service_name}");
    assertThat(service(decoder, "{app=\"a\"}")).isEqualTo("a");
    assertThat(service(decoder, "{app=\"a\",job=\"j\"}")).isEqualTo("j");
    assertThat(service(decoder, "{}")).isEqualTo("unknown_service");
  }

  private static String service(PprofDecoder decoder, String labels) {
    return decode(decoder, cpu(), labels).profile().serviceName();
  }

  private static PprofBuilder cpu() {
    return PprofBuilder.cpu().sample("leaf;root", 10);
  }

  private static PprofDecoder with(String rules) {
    return new PprofDecoder(
        DecoderOptions.defaults().withSeries(new SeriesRules(RelabelConfigs.parse(rules), 0)));
  }

  private static CollectedOutput decode(PprofDecoder decoder, PprofBuilder profile, String labels) {
    return CollectedOutput.of(decoder, Records.withLabels(Records.of(profile.build()), labels));
  }
}
