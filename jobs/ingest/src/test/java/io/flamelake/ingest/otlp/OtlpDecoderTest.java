package io.flamelake.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.OtlpBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.testing.TestFrame;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpDecoderTest {

  private static final String TRACE = "000102030405060708090a0b0c0d0e0f";
  private static final String SPAN = "f0e0d0c0b0a09080";

  private final Decoders decoder = new Decoders(DecoderOptions.defaults());

  @Test
  void countsTimestampsOfSamplesWithoutValues() {
    SeriesProfile profile =
        decode(OtlpBuilder.cpu().sample("a;b").timestamps(7).sample("c", 5)).profile();
    assertThat(profile.values()).containsExactly(7, 5);
    assertThat(profile.profileType(0)).isEqualTo("process_cpu:samples:count:cpu:nanoseconds");
    assertThat(profile.temporality(0)).isEqualTo(Temporality.DELTA);
    assertThat(profile.timeNanos()).isEqualTo(Records.TIME_NANOS);
    assertThat(profile.durationNanos()).isEqualTo(10_000_000_000L);
    assertThat(profile.period()).isEqualTo(10_000_000);
    assertThat(profile.format()).isEqualTo("otlp");
    assertThat(profile.serviceName()).isEqualTo("api");
  }

  @Test
  void takesATimestampForAPeriodWhenValuesAreOfItsType() {
    OtlpBuilder request =
        new OtlpBuilder().resource().profile("cpu", "nanoseconds").period("cpu", "nanoseconds", 50);
    CollectedOutput output = decode(request.sample("a").timestamps(3).sample("b", 120));
    assertThat(output.profile().values()).containsExactly(150, 120);
    assertThat(output.rejections).isEmpty();
  }

  @Test
  void sumsTheValuesOfASampleAndIgnoresWhenTheyWere() {
    CollectedOutput output = decode(OtlpBuilder.cpu().sample("a", 2, 2, 3, 3).timestamps(4));
    assertThat(output.profile().values()).containsExactly(10);
    assertThat(output.rejections).isEmpty();
  }

  @Test
  void stopsAtTheEndOf64Bits() {
    OtlpBuilder request =
        new OtlpBuilder()
            .resource()
            .profile("cpu", "nanoseconds")
            .period("cpu", "nanoseconds", Long.MAX_VALUE / 2);
    request.sample("a", Long.MAX_VALUE, 1).sample("b").timestamps(3);
    CollectedOutput output = decode(request);
    assertThat(output.profile().values()).containsExactly(Long.MAX_VALUE, Long.MAX_VALUE);
    assertThat(output.repairs).containsEntry(Repair.VALUE_SATURATED, 2L);
  }

  @Test
  void tellsTracesAndSpansOfLinks() {
    SeriesProfile profile =
        decode(
                OtlpBuilder.cpu()
                    .sample("a", 1)
                    .linked(TRACE, SPAN)
                    .sample("a", 2)
                    .linked("00".repeat(16), SPAN)
                    .sample("a", 3)
                    .linked(TRACE, SPAN)
                    .sample("a", 4))
            .profile();
    assertThat(profile.values()).containsExactly(4, 2, 4);
    assertThat(profile.traceIds()).containsExactly(TRACE, null, null);
    assertThat(profile.spanIds()).containsExactly(SPAN, SPAN, null);
  }

  @Test
  void decodesEachProfileOfEachScopeOfEachResource() {
    OtlpBuilder request = OtlpBuilder.cpu().sample("a", 1).profile("off_cpu", "nanoseconds");
    request.sample("b", 2);
    request.lastResource().addScopeProfilesBuilder().getScopeBuilder().setName("s").setVersion("1");
    request.profile("wall", "nanoseconds").sample("c", 3);
    request.resource("service.name", "web").profile("wall", "nanoseconds").sample("d", 4);
    List<SeriesProfile> profiles = decode(request).profiles;
    assertThat(profiles).extracting(p -> p.values()[0]).containsExactly(1L, 2L, 3L, 4L);
    assertThat(profiles)
        .extracting(SeriesProfile::serviceName)
        .containsExactly("api", "api", "api", "web");
    assertThat(profiles).extracting(SeriesProfile::profileId).doesNotHaveDuplicates();
    assertThat(profiles.get(2).labels())
        .containsExactly(
            entry("otel.scope.name", "s"),
            entry("otel.scope.version", "1"),
            entry("service_name", "api"));
  }

  @Test
  void givesProfilesOfOneRecordSentTwiceTheSameIds() {
    OtlpBuilder request = OtlpBuilder.cpu().sample("a", 1).profile("samples", "count");
    request.sample("a", 1);
    List<String> ids = decode(request).profiles.stream().map(SeriesProfile::profileId).toList();
    assertThat(decode(request).profiles)
        .extracting(SeriesProfile::profileId)
        .containsExactlyElementsOf(ids);
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(decode(request.sample("b", 1)).profiles)
        .extracting(SeriesProfile::profileId)
        .doesNotContainAnyElementsOf(ids);
  }

  @Test
  void rejectsABadProfileWithItsBytesAndKeepsTheOthers() {
    OtlpBuilder request = OtlpBuilder.cpu().sample("a", 1);
    request.profile("wall", "nanoseconds").sample("b", 2).time(1);
    request.profile("wall", "nanoseconds").sample("c", 3);
    CollectedOutput output = decode(request);
    assertThat(output.profiles).extracting(p -> p.values()[0]).containsExactly(1L, 3L);
    assertThat(output.reasons()).containsExactly(Reason.PROFILE_TIME_TOO_OLD);
    assertThat(output.rejections.get(0).payload())
        .isEqualTo(request.scope().getProfiles(1).toByteArray());
  }

  @Test
  void tellsAProfileWithoutSamples() {
    SeriesProfile profile = decode(OtlpBuilder.cpu()).profile();
    assertThat(profile.stackCount()).isZero();
    assertThat(profile.profileName()).isEqualTo("process_cpu");
  }

  @Test
  void takesTheRecordsTimeForAProfileWithoutOne() {
    CollectedOutput output = decode(OtlpBuilder.cpu().time(0).sample("a", 1));
    assertThat(output.profile().timeNanos()).isEqualTo(Records.TIMESTAMP_MILLIS * 1_000_000);
    assertThat(output.repairs).containsEntry(Repair.TIME_FROM_KAFKA, 1L);
  }

  @Test
  void makesOneFrameOfAStackOrLocationThatIsNotThere() {
    OtlpBuilder request = OtlpBuilder.cpu().sampleOf(77, 1);
    request.sampleOf(request.stackOf(request.location("a"), 99), 2);
    CollectedOutput output = decode(request);
    assertThat(output.profile().values()).containsExactly(1, 2);
    assertThat(output.stacks)
        .extracting(TestFrame::functions)
        .containsExactly(List.of("[invalid]"), List.of("a", "[invalid]"));
    assertThat(output.repairs).containsExactly(entry(Repair.INVALID_FRAME, 2L));
    assertThat(output.reasons())
        .containsExactly(Reason.INVALID_REFERENCE, Reason.INVALID_REFERENCE);
  }

  @Test
  void cutsDeepStacksAtTheRoot() {
    OtlpBuilder request = OtlpBuilder.cpu().sample("f" + ";f".repeat(1024), 1).sample("x", 1);
    CollectedOutput output = decode(request);
    List<String> functions = TestFrame.functions(output.stacks.get(0));
    assertThat(functions).hasSize(1024).endsWith("f", "[truncated]");
    assertThat(output.repairs).containsExactly(entry(Repair.STACK_TRUNCATED, 1L));
  }

  private CollectedOutput decode(OtlpBuilder request) {
    return CollectedOutput.of(decoder, request.record());
  }
}
