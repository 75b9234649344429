package io.flamelake.ingest.parca;

import static io.flamelake.ingest.testing.ParcaRequests.executable;
import static io.flamelake.ingest.testing.ParcaRequests.record;
import static io.flamelake.ingest.testing.ParcaRequests.request;
import static io.flamelake.ingest.testing.ParcaRequests.sample;
import static io.flamelake.ingest.testing.ParcaRequests.series;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.parca.ExecutableInfo;
import io.flamelake.ingest.testing.proto.parca.RawSample;
import io.flamelake.ingest.testing.proto.parca.WriteRawRequest;
import io.flamelake.stacks.testing.TestFrame;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParcaDecoderTest {

  private static final int ET_REL = 1;
  private static final int ET_EXEC = 2;
  private static final int ET_DYN = 3;

  private final Decoders decoder = new Decoders(DecoderOptions.defaults());

  @Test
  void takesLabelsFromTheMessage() {
    SeriesProfile profile =
        decode(
                request(
                    series("__name__", "parca_agent", "service_name", "api", "node", "n1")
                        .addSamples(sample(cpu(7)))))
            .profile();
    assertThat(profile.labels()).isEqualTo(Map.of("service_name", "api", "node", "n1"));
    assertThat(profile.profileName()).isEqualTo("parca_agent");
    assertThat(profile.format()).isEqualTo("parca");
    assertThat(profile.values()).containsExactly(7);
  }

  @Test
  void decodesEverySampleOfEverySeries() {
    WriteRawRequest request =
        request(
            series("service_name", "a").addSamples(sample(cpu(1))).addSamples(sample(cpu(2))),
            series("service_name", "b"),
            series("service_name", "c").addSamples(sample(Records.gzip(cpu(3)))),
            series().addSamples(sample(Records.zstd(cpu(4)))));
    for (byte[] value :
        new byte[][] {
          request.toByteArray(),
          Records.gzip(request.toByteArray()),
          Records.zstd(request.toByteArray())
        }) {
      CollectedOutput output = CollectedOutput.of(decoder, record(value));
      assertThat(output.profiles)
          .extracting(p -> p.serviceName() + p.value(0, 0))
          .containsExactly("a1", "a2", "c3", "unknown_service4");
      assertThat(output.rejections).isEmpty();
    }
  }

  @Test
  void letsEachProfileStandOrFallAlone() {
    byte[] damaged = {1, 2, 3};
    CollectedOutput output =
        decode(
            request(
                series("service_name", "a").addSamples(sample(cpu(1))),
                series("service_name", "b").addSamples(sample(damaged)).addSamples(sample(cpu(2))),
                series("x", "1", "x", "2").addSamples(sample(cpu(3))),
                series("service_name", "d").addSamples(sample(new byte[0])),
                series("service_name", "e").addSamples(sample(cpu(4)))));
    assertThat(output.profiles).extracting(p -> p.value(0, 0)).containsExactly(1L, 2L, 4L);
    assertThat(output.reasons())
        .containsExactly(Reason.MALFORMED_PPROF, Reason.DUPLICATE_LABEL_NAMES, Reason.EMPTY_RECORD);
    assertThat(output.rejections.get(0).payload()).isEqualTo(damaged);
    assertThat(output.rejections.get(1).payload()).contains(cpu(3));
  }

  @Test
  void readsLabelsBehindSamplesAndInPieces() {
    byte[] samples = series().clearLabels().addSamples(sample(cpu(1))).build().toByteArray();
    byte[] first = series("service_name", "api").build().toByteArray();
    byte[] second = series("env", "prod").build().toByteArray();
    byte[] series = Records.join(samples, first, second);
    byte[] head = {0x12, (byte) (series.length | 0x80), (byte) (series.length >> 7)};
    CollectedOutput output = CollectedOutput.of(decoder, record(Records.join(head, series)));
    assertThat(output.profile().labels()).isEqualTo(Map.of("service_name", "api", "env", "prod"));
  }

  @Test
  void normalisesAddressesByTheMappingAlone() {
    assertThat(address(sample(mapped(0x7f00_0000_1234L)))).isEqualTo(0x3234);
  }

  @Test
  void normalisesAddressesByTheLoadSegment() {
    ExecutableInfo dyn = executable(ET_DYN, 0x1f00, 0x401f00);
    assertThat(address(sample(mapped(0x7f00_0000_1234L)).addExecutableInfo(dyn)))
        .isEqualTo(0x403234);
    ExecutableInfo exec = executable(ET_EXEC, 0x2000, 0x402000);
    assertThat(address(sample(mapped(0x7f00_0000_1234L)).addExecutableInfo(exec)))
        .isEqualTo(0x403234);
    ExecutableInfo rel = executable(ET_REL, 0x2000, 0x402000);
    assertThat(address(sample(mapped(0x7f00_0000_1234L)).addExecutableInfo(rel))).isEqualTo(0x3234);
  }

  @Test
  void tellsWhichAddressesAreStillOffsetsInTheFile() {
    ExecutableInfo even = executable(ET_DYN, 0x2000, 0x2000);
    ExecutableInfo rel = executable(ET_REL, 0x2000, 0x402000);
    assertThat(isOffset(sample(mapped(0x7f00_0000_1234L)))).isTrue();
    assertThat(isOffset(sample(mapped(0x7f00_0000_1234L)).addExecutableInfo(rel))).isTrue();
    assertThat(isOffset(sample(mapped(0x7f00_0000_1234L)).addExecutableInfo(even))).isFalse();
    assertThat(isOffset(sample(mapped(0x1234)))).isFalse();
  }

  @Test
  void leavesAddressesOutsideTheirMappingAsTheyAre() {
    ExecutableInfo dyn = executable(ET_DYN, 0x1f00, 0x401f00);
    assertThat(address(sample(mapped(0x1234)).addExecutableInfo(dyn))).isEqualTo(0x1234);
  }

  @Test
  void leavesAddressesOfAMappingOfAllMemoryAsTheyAre() {
    PprofBuilder profile = PprofBuilder.cpu();
    long mapping = profile.mapping("/bin/app", "b1d", 0, -1, 0);
    profile.sampleOf(new long[] {profile.address(mapping, 0x40_1234)}, 1);
    ExecutableInfo exec = executable(ET_EXEC, 0x1000, 0x401000);
    assertThat(address(sample(profile.bytes()).addExecutableInfo(exec))).isEqualTo(0x40_1234);
  }

  @Test
  void leavesNormalisedAddressesAsTheyAre() {
    WriteRawRequest request =
        request(
                series()
                    .addSamples(
                        sample(mapped(0x7f00_0000_1234L))
                            .addExecutableInfo(executable(ET_DYN, 0x1f00, 0x401f00))))
            .toBuilder()
            .setNormalized(true)
            .build();
    assertThat(address(decode(request))).isEqualTo(0x7f00_0000_1234L);
  }

  @Test
  void tellsWhenNotEveryMappingHasAnExecutableInfo() {
    RawSample.Builder sample =
        sample(mapped(0x7f00_0000_1234L))
            .addExecutableInfo(executable(ET_DYN, 0, 0x400000))
            .addExecutableInfo(executable(ET_DYN, 0, 0x400000));
    CollectedOutput output = decode(request(series().addSamples(sample)));
    assertThat(address(output)).isEqualTo(0x3234);
    assertThat(output.reasons()).containsExactly(Reason.MISMATCHED_EXECUTABLE_INFO);
  }

  @Test
  void rejectsARequestWithoutAnyProfile() {
    assertThat(decode(request(series("a", "b"))).reasons()).containsExactly(Reason.EMPTY_RECORD);
  }

  private long address(RawSample.Builder sample) {
    CollectedOutput output = decode(request(series().addSamples(sample)));
    assertThat(output.rejections).isEmpty();
    return address(output);
  }

  private static long address(CollectedOutput output) {
    return TestFrame.read(output.stacks.get(0)).get(0).address();
  }

  private boolean isOffset(RawSample.Builder sample) {
    return TestFrame.offsets(decode(request(series().addSamples(sample))).stacks.get(0)).get(0);
  }

  /** A profile with one address, in a mapping of 0x7f0000000000 to 0x7f0000010000 at 0x2000. */
  private static byte[] mapped(long address) {
    PprofBuilder profile = PprofBuilder.cpu();
    long mapping =
        profile.mapping("/lib/app.so", "b1d", 0x7f00_0000_0000L, 0x7f00_0001_0000L, 0x2000);
    return profile.sampleOf(new long[] {profile.address(mapping, address)}, 1).bytes();
  }

  private static byte[] cpu(long value) {
    return PprofBuilder.cpu().sample("leaf;root", value).bytes();
  }

  private CollectedOutput decode(WriteRawRequest request) {
    Decoders fresh = new Decoders(DecoderOptions.defaults());
    return CollectedOutput.of(fresh, record(request.toByteArray()));
  }
}
