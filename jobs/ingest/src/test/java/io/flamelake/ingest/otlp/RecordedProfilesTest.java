package io.flamelake.ingest.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.CollectedOutput;
import io.flamelake.ingest.testing.ExampleProfiles;
import io.flamelake.ingest.testing.PprofToOtlp;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.proto.Profile;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.testing.TestFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded pprof profiles, as they are and converted to OTLP, must give the same rows. */
class RecordedProfilesTest {

  /** What tells the values of a profile apart. */
  record Key(String profileType, Map<String, String> labels, long stackId) {}

  static List<Path> files() {
    return ExampleProfiles.all();
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesWhatThePprofDecoderGives(Path file) throws IOException {
    byte[] pprof = new GZIPInputStream(bytes(file)).readAllBytes();
    Profile profile = Profile.parseFrom(pprof);
    long time = profile.getTimeNanos() / 1_000_000;
    CollectedOutput expected = CollectedOutput.of(decoder(), Records.at(Records.of(pprof), time));
    CollectedOutput output =
        CollectedOutput.of(decoder(), Records.at(PprofToOtlp.convert(profile).record(), time));
    assertThat(output.rejections).isEmpty();
    String mainFile = output.profiles.get(0).serviceName();
    assertThat(values(output)).isEqualTo(values(expected));
    assertThat(stacks(output)).isEqualTo(stacks(expected));
    assertThat(mainFile).isEqualTo(mainFile(profile));
  }

  private static String mainFile(Profile profile) {
    String file =
        profile.getMappingCount() == 0
            ? ""
            : profile.getStringTable((int) profile.getMapping(0).getFilename());
    return file.isEmpty() ? "unknown_service" : file.replaceAll(".*/", "");
  }

  private static ByteArrayInputStream bytes(Path file) {
    return new ByteArrayInputStream(ExampleProfiles.bytes(file));
  }

  private static Decoders decoder() {
    return new Decoders(DecoderOptions.defaults());
  }

  private static Map<Key, Long> values(CollectedOutput output) {
    Map<Key, Long> values = new HashMap<>();
    for (SeriesProfile profile : output.profiles) {
      Map<String, String> labels = new TreeMap<>(profile.labels());
      labels.remove("service_name");
      for (int type = 0; type < profile.typeCount(); type++) {
        for (int i = 0; i < profile.stackCount(); i++) {
          if (profile.value(type, i) != 0) {
            values.merge(
                new Key(profile.profileType(type), labels, profile.stackIds()[i]),
                profile.value(type, i),
                Long::sum);
          }
        }
      }
    }
    return values;
  }

  private static Map<Long, List<?>> stacks(CollectedOutput output) {
    Map<Long, List<?>> stacks = new HashMap<>();
    for (StackDefinition stack : output.stacks) {
      stacks.put(stack.stackId(), TestFrame.read(stack));
    }
    return stacks;
  }
}
