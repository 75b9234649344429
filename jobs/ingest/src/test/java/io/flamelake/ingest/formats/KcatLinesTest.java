package io.flamelake.ingest.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.JfrRecordings;
import io.flamelake.ingest.testing.OtlpBuilder;
import io.flamelake.ingest.testing.OtlpJson;
import io.flamelake.ingest.testing.ParcaRequests;
import io.flamelake.ingest.testing.PprofBuilder;
import io.flamelake.ingest.testing.PyroscopeRequests;
import io.flamelake.ingest.testing.Records;
import io.flamelake.stacks.record.RawRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The lines with which the documentation sends files by kcat: their headers tell the formats. */
class KcatLinesTest {
  private static final Pattern LINE = Pattern.compile("(?m)^kcat -P .* (\\S+)$");
  private static final Pattern HEADER = Pattern.compile("-H (?:'([^=]+)=([^']+)'|([^=]+)=(\\S+))");

  private static final byte[] PPROF = PprofBuilder.cpu().sample("a", 1).bytes();
  private static final OtlpBuilder OTLP = OtlpBuilder.cpu().time(Records.TIME_NANOS).sample("a", 1);

  /** What lies in the files, and the format that it should be taken for. */
  private static final Map<String, Map.Entry<String, byte[]>> FILES =
      Map.of(
          "cpu.pb.gz",
          Map.entry("pprof", Records.gzip(PPROF)),
          "write-raw-request.bin",
          Map.entry(
              "parca",
              ParcaRequests.request(
                      ParcaRequests.series("job", "a").addSamples(ParcaRequests.sample(PPROF)))
                  .toByteArray()),
          "push-request.bin",
          Map.entry(
              "pyroscope",
              PyroscopeRequests.request(
                      PyroscopeRequests.series("service_name", "a")
                          .addSamples(PyroscopeRequests.sample(PPROF)))
                  .toByteArray()),
          "stacks.folded",
          Map.entry("folded", "a 1\n".getBytes(UTF_8)),
          "request.bin",
          Map.entry("otlp", OTLP.bytes()),
          "request.json",
          Map.entry("otlp", OtlpJson.write(OTLP.build(), 1)),
          "recording.jfr",
          Map.entry("jfr", JfrRecordings.JDK17.plain()));

  @Test
  void everyLineSendsWhatItsSectionIsAbout() throws IOException {
    List<String> sent = new ArrayList<>();
    for (String page : List.of("README.md", "docs/formats.md")) {
      LINE.matcher(Files.readString(Path.of("../..", page)))
          .results()
          .forEach(
              line -> {
                sent.add(line.group(1));
                check(line.group(), FILES.get(line.group(1)));
              });
    }
    assertThat(sent).containsAll(FILES.keySet());
  }

  private static void check(String line, Map.Entry<String, byte[]> file) {
    assertThat(file).as("file of %s", line).isNotNull();
    Map<String, byte[]> headers =
        HEADER
            .matcher(line)
            .results()
            .collect(
                Collectors.toMap(
                    header -> header.group(header.group(1) == null ? 3 : 1),
                    header -> header.group(header.group(1) == null ? 4 : 2).getBytes(UTF_8)));
    long millis = JfrRecordings.JDK17.record(file.getValue()).timestampMillis();
    CollectedOutput output =
        CollectedOutput.of(
            new Decoders(DecoderOptions.defaults()),
            new RawRecord("profiles", 0, 0, millis, headers, file.getValue()));
    assertThat(output.rejections).as(line).isEmpty();
    assertThat(output.profiles)
        .as(line)
        .isNotEmpty()
        .allSatisfy(profile -> assertThat(profile.format()).isEqualTo(file.getKey()))
        .noneSatisfy(profile -> assertThat(profile.serviceName()).isEqualTo("unknown_service"));
  }
}
