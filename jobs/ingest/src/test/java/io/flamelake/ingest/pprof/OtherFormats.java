package io.flamelake.ingest.pprof;

import static io.flamelake.ingest.pprof.ReasonsTest.reject;

import io.flamelake.ingest.pprof.ReasonsTest.Case;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.testing.OtlpBuilder;
import io.flamelake.ingest.testing.ParcaRequests;
import io.flamelake.ingest.testing.PyroscopeRequests;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.record.RawRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** The records of {@link ReasonsTest} that are not pprof by themselves. */
final class OtherFormats {

  private OtherFormats() {}

  static Stream<Case> rejected() {
    byte[] profile = ReasonsTest.good().bytes();
    byte[] parca =
        ParcaRequests.request(
                ParcaRequests.series("service_name", "a").addSamples(ParcaRequests.sample(profile)))
            .toByteArray();
    byte[] pyroscope =
        PyroscopeRequests.request(
                PyroscopeRequests.series("service_name", "a")
                    .addSamples(PyroscopeRequests.sample(profile)))
            .toByteArray();
    byte[] nameless = PyroscopeRequests.request(PyroscopeRequests.series("", "a")).toByteArray();
    byte[] otlp = OtlpBuilder.cpu().sample("a", 1).bytes();
    byte[] json = "{\"resourceProfiles\":[{]}".getBytes(StandardCharsets.UTF_8);
    return Stream.of(
        reject(Reason.MALFORMED_FOLDED, folded("no count\n", "cpu/nanoseconds"), "1 lines"),
        reject(Reason.MALFORMED_FOLDED, folded("a 1\n", "cpu"), "a type and its unit"),
        reject(Reason.EMPTY_RECORD, folded("# a 1\n", "cpu/nanoseconds"), "no line"),
        reject(Reason.LEGACY_FORMAT, legacy("heap profile: 1: 2 [3: 4] @ heap/524288"), "-proto"),
        reject(Reason.MALFORMED_OTLP, OtlpBuilder.record(cut(otlp)), "at byte"),
        reject(Reason.MALFORMED_OTLP, OtlpBuilder.record(json), "at byte 22"),
        reject(Reason.EMPTY_RECORD, new OtlpBuilder().record(), "no profile"),
        reject(Reason.MALFORMED_JFR, jfr(), "no chunk starts"),
        reject(Reason.MALFORMED_PARCA, ParcaRequests.record(cut(parca)), "WriteRawRequest"),
        reject(Reason.MALFORMED_PYROSCOPE, PyroscopeRequests.record(cut(pyroscope)), "PushRequest"),
        reject(Reason.MALFORMED_LABELS, PyroscopeRequests.record(nameless), "no name"));
  }

  static Stream<Case> rejectedInPart() {
    return Stream.of(
        reject(Reason.INVALID_LINE, folded("a 1\nb\n", "cpu/nanoseconds"), "line 2"),
        mismatched(),
        missingAttribute());
  }

  private static RawRecord folded(String text, String sampleType) {
    RawRecord record = Records.of(text.getBytes(StandardCharsets.UTF_8));
    return Records.withHeader(
        Records.withHeader(record, "content-type", "text/x-folded"), "sample-type", sampleType);
  }

  private static RawRecord jfr() {
    RawRecord record = Records.of("FLR!".getBytes(StandardCharsets.UTF_8));
    return Records.withHeader(record, "content-type", "application/x-jfr");
  }

  private static RawRecord legacy(String text) {
    return Records.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Case mismatched() {
    return reject(
        Reason.MISMATCHED_EXECUTABLE_INFO,
        ParcaRequests.record(
            ParcaRequests.request(
                    ParcaRequests.series()
                        .addSamples(
                            ParcaRequests.sample(ReasonsTest.good().bytes())
                                .addExecutableInfo(ParcaRequests.executable(3, 0, 0))))
                .toByteArray()),
        "0 mappings, but came with 1 executable infos");
  }

  private static Case missingAttribute() {
    OtlpBuilder request = OtlpBuilder.cpu().sample("a", 1);
    request.profile().addAttributeIndices(12345);
    return reject(Reason.INVALID_ATTRIBUTE, request.record(), "attribute 12345");
  }

  private static byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length - 1);
  }
}
