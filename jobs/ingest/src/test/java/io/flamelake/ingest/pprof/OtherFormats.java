package io.flamelake.ingest.pprof;

import static io.flamelake.ingest.pprof.ReasonsTest.reject;

import io.flamelake.ingest.decode.RawRecord;
import io.flamelake.ingest.decode.Reason;
import io.flamelake.ingest.pprof.ReasonsTest.Case;
import io.flamelake.ingest.testing.ParcaRequests;
import io.flamelake.ingest.testing.PyroscopeRequests;
import io.flamelake.ingest.testing.Records;
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
    return Stream.of(
        reject(Reason.MALFORMED_FOLDED, folded("no count\n", "cpu/nanoseconds"), "1 lines"),
        reject(Reason.MALFORMED_FOLDED, folded("a 1\n", "cpu"), "a type and its unit"),
        reject(Reason.EMPTY_RECORD, folded("# a 1\n", "cpu/nanoseconds"), "no line"),
        reject(Reason.LEGACY_FORMAT, legacy("heap profile: 1: 2 [3: 4] @ heap/524288"), "-proto"),
        reject(Reason.MALFORMED_PARCA, ParcaRequests.record(cut(parca)), "WriteRawRequest"),
        reject(Reason.MALFORMED_PYROSCOPE, PyroscopeRequests.record(cut(pyroscope)), "PushRequest"),
        reject(Reason.MALFORMED_LABELS, PyroscopeRequests.record(nameless), "no name"));
  }

  static Stream<Case> rejectedInPart() {
    return Stream.of(
        reject(Reason.INVALID_LINE, folded("a 1\nb\n", "cpu/nanoseconds"), "line 2"), mismatched());
  }

  private static RawRecord folded(String text, String sampleType) {
    RawRecord record = Records.of(text.getBytes(StandardCharsets.UTF_8));
    return Records.withHeader(
        Records.withHeader(record, "content-type", "text/x-folded"), "sample-type", sampleType);
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

  private static byte[] cut(byte[] bytes) {
    return Arrays.copyOf(bytes, bytes.length - 1);
  }
}
