package io.flamelake.flamegraph.pprof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Recorded profiles, read and written anew. */
class RecordedProfilesTest {
  static List<Path> files() {
    return RecordedProfiles.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void protobufReadsTheSamplesThatWereRecorded(Path file) {
    PprofReader recorded = RecordedProfiles.read(file);
    for (int value = 0; value < recorded.sampleTypes().size(); value++) {
      PprofReader written = new PprofReader(RecordedProfiles.rewritten(recorded, value));

      assertThat(written.samples(0))
          .isEqualTo(PprofProfileTest.expected(RecordedProfiles.stacks(recorded, value)));
      assertThat(written.sampleTypes()).containsExactly(recorded.sampleTypes().get(value));
      assertThat(written.periodType()).isEqualTo(recorded.periodType());
      assertThat(written.period()).isEqualTo(recorded.period());
    }
  }
}
