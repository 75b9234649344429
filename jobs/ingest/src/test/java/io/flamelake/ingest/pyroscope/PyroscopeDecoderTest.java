package io.flamelake.ingest.pyroscope;

import static io.flamelake.ingest.testing.PyroscopeRequests.record;
import static io.flamelake.ingest.testing.PyroscopeRequests.request;
import static io.flamelake.ingest.testing.PyroscopeRequests.sample;
import static io.flamelake.ingest.testing.PyroscopeRequests.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Drop;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.labels.RelabelConfigs;
import io.flamelake.ingest.labels.SeriesRules;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.pyroscope.PushRequest;
import io.flamelake.ingest.testing.proto.pyroscope.RawProfileSeries;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PyroscopeDecoderTest {

  private final Decoders decoder = new Decoders(DecoderOptions.defaults());

  @Test
  void takesLabelsFromTheMessageAndNotThoseThatSteer() {
    SeriesProfile profile =
        decode(
                request(
                    series(
                            "__name__", "process_cpu",
                            "service_name", "api",
                            "__session_id__", "a1b2",
                            "pyroscope_spy", "gospy")
                        .addSamples(sample(cpu(7)))))
            .profile();
    assertThat(profile.labels()).isEqualTo(Map.of("service_name", "api", "pyroscope_spy", "gospy"));
    assertThat(profile.profileName()).isEqualTo("process_cpu");
    assertThat(profile.sessionId()).isNotEqualTo(ProfileLabels.NO_SESSION);
    assertThat(profile.format()).isEqualTo("pyroscope");
    assertThat(profile.values()).containsExactly(7);
  }

  @Test
  void relabelsEachSeriesByItself() {
    SeriesRules rules =
        new SeriesRules(
            RelabelConfigs.parse("[{source_labels: [env], regex: dev, action: drop}]"), 0);
    CollectedOutput output =
        CollectedOutput.of(
            new Decoders(DecoderOptions.defaults().withSeries(rules)),
            record(
                request(
                        series("service_name", "a", "env", "dev").addSamples(sample(cpu(7))),
                        series("service_name", "b", "env", "prod").addSamples(sample(cpu(8))))
                    .toByteArray()));
    assertThat(output.profile().serviceName()).isEqualTo("b");
    assertThat(output.drops).isEqualTo(Map.of(Drop.RELABEL_DROPPED, 1L));
  }

  @Test
  void takesCumulativeTypesForDifferencesWhenTheAgentSaysSo() {
    RawProfileSeries.Builder asIs = series("service_name", "a").addSamples(sample(mutex()));
    RawProfileSeries.Builder delta =
        series("service_name", "a", "__delta__", "false").addSamples(sample(mutex()));
    CollectedOutput output = decode(request(asIs, delta));
    assertThat(output.profiles)
        .extracting(p -> p.temporality(0))
        .containsExactly(Temporality.CUMULATIVE, Temporality.DELTA);
  }

  @Test
  void decodesEverySampleOfEverySeriesHoweverPacked() {
    PushRequest request =
        request(
            series("service_name", "a").addSamples(sample(cpu(1))).addSamples(sample(cpu(2))),
            series("service_name", "b"),
            series().addSamples(sample(Records.gzip(cpu(3)))));
    byte[] plain = request.toByteArray();
    for (byte[] value : new byte[][] {plain, Records.gzip(plain), Records.zstd(plain)}) {
      CollectedOutput output = CollectedOutput.of(decoder, record(value));
      assertThat(output.profiles)
          .extracting(p -> p.serviceName() + p.value(0, 0))
          .containsExactly("a1", "a2", "unknown_service3");
      assertThat(output.rejections).isEmpty();
    }
  }

  @Test
  void letsEachProfileStandOrFallAlone() {
    byte[] damaged = {1, 2, 3};
    CollectedOutput output =
        decode(
            request(
                series("service_name", "b").addSamples(sample(damaged)).addSamples(sample(cpu(2))),
                series("x", "y".repeat(5000)).addSamples(sample(cpu(3))),
                series("service_name", "e").addSamples(sample(cpu(4)))));
    assertThat(output.profiles).extracting(p -> p.value(0, 0)).containsExactly(2L, 4L);
    assertThat(output.reasons())
        .containsExactly(Reason.MALFORMED_PPROF, Reason.LABEL_VALUE_TOO_LONG);
    assertThat(output.rejections.get(0).payload()).isEqualTo(damaged);
  }

  @Test
  void refusesToUnpackMoreThanARecordMayHold() {
    byte[] bomb = Records.gzip(new byte[60 << 20]);
    RawProfileSeries.Builder series = series("service_name", "a");
    for (int i = 0; i < 20; i++) {
      series.addSamples(sample(bomb));
    }
    series.addSamples(sample(cpu(1)));
    CollectedOutput output = decode(request(series));
    assertThat(output.profiles).isEmpty();
    assertThat(output.rejections.get(20).reason()).isEqualTo(Reason.PROFILE_SIZE_LIMIT);
    assertThat(output.rejections.get(20).message()).contains("send smaller batches");
  }

  @Test
  void tellsAStackOfSeveralProfilesOnce() {
    CollectedOutput output =
        decode(
            request(
                series("service_name", "a").addSamples(sample(cpu(1))).addSamples(sample(cpu(2)))));
    assertThat(output.profiles).hasSize(2);
    assertThat(output.stacks).hasSize(1);
  }

  private static byte[] cpu(long value) {
    return PprofBuilder.cpu().sample("leaf;root", value).bytes();
  }

  private static byte[] mutex() {
    return new PprofBuilder().type("contentions", "count").sample("a", 1).bytes();
  }

  private CollectedOutput decode(PushRequest request) {
    return CollectedOutput.of(decoder, record(request.toByteArray()));
  }
}
