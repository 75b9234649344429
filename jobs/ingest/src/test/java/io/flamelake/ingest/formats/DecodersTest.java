package io.flamelake.ingest.formats;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.record.RawRecord;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecodersTest {

  private final RawRecord plain = Records.of(PprofBuilder.cpu().sample("a", 1).build());
  private final Decoders decoders = new Decoders(DecoderOptions.defaults());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-pprof",
        "Application/X-Pprof ; v=1",
        "application/octet-stream",
        "application/gzip",
        ""
      })
  void decodesPprof(String contentType) {
    assertThat(decode(decoders, contentType).profile().values()).containsExactly(1);
  }

  @Test
  void goesByTheFirstBytesWhenNothingElseTells() {
    for (byte[] value :
        new byte[][] {plain.value(), Records.gzip(plain.value()), Records.zstd(plain.value())}) {
      CollectedOutput output = CollectedOutput.of(decoders, Records.of(value));
      assertThat(output.profile().values()).containsExactly(1);
    }
  }

  @Test
  void goesByTheContentTypeOfTheTopicBeforeThatOfAll() {
    Decoders ofTopic =
        new Decoders(
            options("application/x-unheard-of", Map.of("profiles", "application/x-pprof")));
    assertThat(CollectedOutput.of(ofTopic, plain).profiles).hasSize(1);
    Decoders ofAll =
        new Decoders(options("application/x-unheard-of", Map.of("other", "application/x-pprof")));
    assertThat(CollectedOutput.of(ofAll, plain).reasons())
        .containsExactly(Reason.UNSUPPORTED_FORMAT);
    assertThat(decode(ofAll, "application/x-pprof").profiles).hasSize(1);
  }

  @Test
  void rejectsOtherContentTypesAndNamesThem() {
    CollectedOutput output = decode(decoders, "application/x-protobuf; type=unheard.of");
    assertThat(output.reasons()).containsExactly(Reason.UNSUPPORTED_FORMAT);
    assertThat(output.rejections.get(0).message())
        .contains("\"application/x-protobuf; type=unheard.of\" is not known")
        .contains("application/x-pprof");
  }

  private CollectedOutput decode(Decoders decoder, String contentType) {
    return CollectedOutput.of(decoder, Records.withHeader(plain, ContentTypes.HEADER, contentType));
  }

  private static DecoderOptions options(String contentType, Map<String, String> topics) {
    DecoderOptions defaults = DecoderOptions.defaults();
    return new DecoderOptions(
        defaults.limits(), defaults.cumulativeTypes(), contentType, topics, 64);
  }
}
