package io.flamelake.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.ContentTypes;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.OtlpBuilder;
import io.flamelake.ingest.testing.OtlpJson;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.record.RawRecord;
import io.opentelemetry.proto.common.v1.AnyValue;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What attributes become, and what tells that a record is OTLP. */
class AttributesTest {

  private final Decoders decoder = new Decoders(DecoderOptions.defaults());

  @Test
  void namesTheServiceByTheExecutableOfSamplesThatNobodyElseNames() {
    OtlpBuilder request = new OtlpBuilder().resource("container.id", "c").profile("cpu", "ns");
    request.sample("a", 1).attribute("process.executable.name", "nginx");
    request.sample("a", 2).attribute("process.executable.path", "/usr/bin/redis");
    request.sample("a", 3).attribute("service.name", "told");
    request.sample("a", 4);
    assertThat(decode(request).profiles)
        .extracting(SeriesProfile::serviceName)
        .containsExactlyInAnyOrder("nginx", "redis", "told", "unknown_service");
  }

  @Test
  void namesTheServiceByTheFirstPathThatHasALastPart() {
    String path = "process.executable.path";
    OtlpBuilder request =
        new OtlpBuilder().resource(path, "/opt/", path, "/usr/bin/redis", path, "x");
    request.profile("cpu", "ns").sample("a", 1);
    assertThat(decode(request).profile().labels())
        .containsExactly(entry(path, "/opt/"), entry("service_name", "redis"));
  }

  @Test
  void namesTheServiceByTheResourceBeforeTheExecutableOfSamples() {
    OtlpBuilder request = OtlpBuilder.cpu().sample("a", 1);
    request.attribute("process.executable.name", "nginx");
    assertThat(decode(request).profile().labels())
        .containsExactly(entry("process.executable.name", "nginx"), entry("service_name", "api"));
  }

  @Test
  void makesNoSeriesOfThreads() {
    OtlpBuilder request = OtlpBuilder.cpu();
    for (int i = 0; i < 100; i++) {
      request.sample("a", 1).attribute("thread.name", "worker-" + i);
      AnyValue number = AnyValue.newBuilder().setIntValue(i).build();
      request.sample().addAttributeIndices(request.attributeIndex("process.pid", number));
    }
    SeriesProfile profile = decode(request).profile();
    assertThat(profile.values()).containsExactly(100);
    assertThat(profile.labels()).containsExactly(entry("service_name", "api"));
  }

  @Test
  void rejectsAProfileWhoseResourceGoesBeyondALimit() {
    OtlpBuilder request = OtlpBuilder.cpu().sample("a", 1);
    request.resource("k", "v".repeat(2049)).profile("cpu", "nanoseconds").sample("b", 1);
    CollectedOutput output = decode(request);
    assertThat(output.profile().serviceName()).isEqualTo("api");
    assertThat(output.reasons()).containsExactly(Reason.LABEL_VALUE_TOO_LONG);
  }

  @Test
  void dropsWhatASampleRefersToThatIsNotThere() {
    OtlpBuilder request = OtlpBuilder.cpu().sample("a", 1);
    request.sample().addAttributeIndices(99).setLinkIndex(98);
    CollectedOutput output = decode(request);
    assertThat(output.profile().values()).containsExactly(1);
    assertThat(output.reasons()).containsExactly(Reason.INVALID_SAMPLE_LABEL);
  }

  @Test
  void readsTheReferencesOfEachRequestByItsOwnDictionary() {
    for (String service : new String[] {"one", "two"}) {
      OtlpBuilder request = new OtlpBuilder().resource().profile("cpu", "ns").sample("a", 1);
      request
          .lastResource()
          .getResourceBuilder()
          .addAttributesBuilder()
          .setKeyStrindex(request.string("service.name"))
          .setValue(AnyValue.newBuilder().setStringValueStrindex(request.string(service)));
      assertThat(decode(request).profile().serviceName()).isEqualTo(service);
    }
  }

  @Test
  void goesByTheContentTypeOnAnyTopic() {
    OtlpBuilder request = OtlpBuilder.cpu().sample("a", 1);
    Map<String, byte[]> forms =
        Map.of(
            ContentTypes.OTLP_PROTOBUF, request.bytes(),
            ContentTypes.OTLP_JSON, OtlpJson.write(request.build(), 1));
    forms.forEach(
        (type, value) -> {
          RawRecord record = Records.withHeader(Records.of(value), "content-type", type);
          assertThat(CollectedOutput.of(decoder, record).profile().values()).containsExactly(1);
        });
  }

  private CollectedOutput decode(OtlpBuilder request) {
    return CollectedOutput.of(decoder, request.record());
  }
}
