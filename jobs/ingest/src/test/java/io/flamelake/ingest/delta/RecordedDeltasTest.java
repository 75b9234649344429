package io.flamelake.ingest.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.DeltaRow;
import io.flamelake.ingest.testing.RecordedSnapshots;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Heap and mutex profiles of a real Go process, which never restarted. */
class RecordedDeltasTest {
  private final DeltaCalculator calculator = new DeltaCalculator(Duration.ofHours(24));
  private final Snapshot snapshot = new Snapshot();

  @ParameterizedTest
  @ValueSource(strings = {"go/heap", "go/mutex"})
  void deltasAddUpToWhatTheFilesSayAndNothingLooksLikeARestart(String prefix) {
    List<SeriesProfile> profiles =
        RecordedSnapshots.decode(RecordedSnapshots.files(prefix), "{service_name=\"shop\"}");
    assertThat(profiles).hasSizeGreaterThan(2);
    byte[] state = null;
    List<Map<Long, Long>> sums = List.of(new HashMap<>(), new HashMap<>());
    long duration = 0;
    for (SeriesProfile profile : profiles) {
      snapshot.set(profile);
      Taken taken = calculator.take(state, snapshot);
      assertThat(taken.kind()).isEqualTo(state == null ? Taken.Kind.BASELINE : Taken.Kind.DELTA);
      if (state != null) {
        add(taken.profile(), sums);
        duration += taken.profile().durationNanos();
      }
      state = taken.state();
    }
    SeriesProfile last = profiles.get(profiles.size() - 1);
    assertThat(duration).isEqualTo(last.timeNanos() - profiles.get(0).timeNanos());
    for (int type = 0; type < 2; type++) {
      assertThat(sums.get(type)).isNotEmpty().isEqualTo(RecordedSnapshots.growth(profiles, type));
    }
  }

  private static void add(SeriesProfile delta, List<Map<Long, Long>> sums) {
    DeltaRow.values(delta)
        .forEach(
            (stack, values) -> {
              for (int type = 0; type < values.size(); type++) {
                if (values.get(type) != 0) {
                  sums.get(type).merge(stack, values.get(type), Long::sum);
                }
              }
            });
  }
}
