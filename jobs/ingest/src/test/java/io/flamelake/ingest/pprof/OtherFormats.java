package io.flamelake.ingest.pprof;

import static io.flamelake.ingest.pprof.ReasonsTest.reject;

import io.flamelake.ingest.decode.Reason;
import io.flamelake.ingest.pprof.ReasonsTest.Case;
import io.flamelake.ingest.testing.ParcaRequests;
import io.flamelake.ingest.testing.PyroscopeRequests;
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
        reject(Reason.MALFORMED_PARCA, ParcaRequests.record(cut(parca)), "WriteRawRequest"),
        reject(Reason.MALFORMED_PYROSCOPE, PyroscopeRequests.record(cut(pyroscope)), "PushRequest"),
        reject(Reason.MALFORMED_LABELS, PyroscopeRequests.record(nameless), "no name"));
  }

  static Case rejectedInPart() {
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
