package io.flamelake.ingest.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.ingest.delta.Taken.Kind;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.ingest.testing.DeltaRow;
import io.flamelake.ingest.testing.SnapshotBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeltaCalculatorTest {
  private static final long SECOND = 1_000_000_000;

  private final DeltaCalculator calculator = new DeltaCalculator(Duration.ofHours(24));
  private final Snapshot snapshot = new Snapshot();
  private byte[] state;

  @Test
  void tellsTheFirstSnapshotAsItIs() {
    Taken taken = take(at(0).stack(7, 5).stack(-7, 6));
    assertThat(taken.kind()).isEqualTo(Kind.BASELINE);
    assertThat(taken.profile().durationNanos()).isZero();
    assertThat(taken.profile().startNanos()).isEqualTo(taken.profile().timeNanos());
    assertThat(taken.profile().temporality(0)).isEqualTo(Temporality.BASELINE);
    assertThat(taken.profile().total(0)).isEqualTo(11);
    assertThat(taken.profile().nonZero(0)).isEqualTo(2);
  }

  @Test
  void takesTheDifferenceOfEachStackOverTheTimeBetween() {
    take(at(0).stack(1, 5).stack(2, 6).stack(3, 7));
    Taken taken = take(at(10).stack(3, 9).stack(2, 6).stack(4, 1));
    assertThat(taken.kind()).isEqualTo(Kind.DELTA);
    assertThat(taken.profile().durationNanos()).isEqualTo(10 * SECOND);
    assertThat(taken.profile().startNanos()).isEqualTo(at(0).build().timeNanos());
    assertThat(taken.profile().temporality(0)).isEqualTo(Temporality.DELTA);
    assertThat(values(taken)).isEqualTo(Map.of(3L, List.of(2L), 4L, List.of(1L)));
  }

  @Test
  void keepsTheValueOfAStackThatIsNotThereForAWhile() {
    take(at(0).stack(1, 5).stack(2, 5));
    assertThat(values(take(at(10).stack(2, 6)))).isEqualTo(Map.of(2L, List.of(1L)));
    Taken back = take(at(20).stack(1, 8).stack(2, 6));
    assertThat(back.kind()).isEqualTo(Kind.DELTA);
    assertThat(values(back)).isEqualTo(Map.of(1L, List.of(3L)));
  }

  @Test
  void beginsAnewWhenAnyValueOfAnyTypeIsLess() {
    take(two(0).stack(1, 5, 50).stack(2, 6, 60).stack(3, 7, 70));
    Taken taken = take(two(30).stack(1, 9, 90).stack(2, 6, 59));
    assertThat(taken.kind()).isEqualTo(Kind.RESET);
    assertThat(taken.profile().temporality(1)).isEqualTo(Temporality.RESET);
    assertThat(taken.profile().durationNanos()).isEqualTo(30 * SECOND);
    assertThat(taken.profile().startNanos()).isEqualTo(at(0).build().timeNanos());
    assertThat(values(taken)).isEqualTo(Map.of(1L, List.of(9L, 90L), 2L, List.of(6L, 59L)));
    Taken next = take(two(40).stack(1, 9, 90).stack(2, 6, 60).stack(3, 1, 1));
    assertThat(next.kind()).isEqualTo(Kind.DELTA);
    assertThat(values(next)).isEqualTo(Map.of(2L, List.of(0L, 1L), 3L, List.of(1L, 1L)));
  }

  @Test
  void doesNotTakeASnapshotThatIsNotNewer() {
    take(at(10).stack(1, 5));
    assertThat(take(at(10).stack(1, 6))).isEqualTo(Taken.TOO_LATE);
    assertThat(take(at(9).stack(1, 4))).isEqualTo(Taken.TOO_LATE);
    assertThat(values(take(at(20).stack(1, 7)))).isEqualTo(Map.of(1L, List.of(2L)));
  }

  @Test
  void tellsThatNothingWasAddedToo() {
    take(at(0).stack(1, 5));
    SeriesProfile idle = take(at(10).stack(1, 5)).profile();
    assertThat(idle.stackCount()).isZero();
    assertThat(idle.durationNanos()).isEqualTo(10 * SECOND);
  }

  @Test
  void beginsWithABaselineAfterALongGap() {
    take(at(0).stack(1, 5));
    assertThat(take(at(24 * 3600).stack(1, 6)).kind()).isEqualTo(Kind.DELTA);
    assertThat(take(at(48 * 3600 + 1).stack(1, 4)).kind()).isEqualTo(Kind.BASELINE);
    assertThat(values(take(at(48 * 3600 + 2).stack(1, 6)))).isEqualTo(Map.of(1L, List.of(2L)));
  }

  @Test
  void addsUpEqualStacksThatSpansTellApart() {
    take(at(0).stack(1, 5).stack(2, 1).stack(1, 6).withSpans());
    SeriesProfile delta = take(at(10).stack(1, 12).stack(2, 1).withSpans()).profile();
    assertThat(delta.stackIds()).containsExactly(1);
    assertThat(delta.values()).containsExactly(1);
    assertThat(delta.spanIds()).isNull();
  }

  @Test
  void staysWithinSixtyFourBits() {
    take(at(0).stack(1, 0).stack(2, Long.MAX_VALUE));
    Taken full = take(at(10).stack(1, Long.MAX_VALUE).stack(1, 5).stack(2, Long.MAX_VALUE));
    assertThat(values(full)).isEqualTo(Map.of(1L, List.of(Long.MAX_VALUE)));
    Taken still = take(at(20).stack(1, Long.MAX_VALUE).stack(2, Long.MAX_VALUE));
    assertThat(still.kind()).isEqualTo(Kind.DELTA);
    assertThat(values(still)).isEmpty();
  }

  @Test
  void leavesOutANegativeCountWithoutTakingItForARestart() {
    take(at(0).stack(1, 5).stack(2, -3));
    assertThat(values(take(at(10).stack(1, -1).stack(2, 4)))).isEqualTo(Map.of(2L, List.of(4L)));
    assertThat(values(take(at(20).stack(1, 6).stack(2, 4)))).isEqualTo(Map.of(1L, List.of(1L)));
  }

  @Test
  void keepsWhatElseTheProfileSays() {
    take(at(0).stack(1, 5));
    SeriesProfile sent = at(10).stack(1, 7).session(3).id(9).build();
    snapshot.set(sent);
    SeriesProfile delta = calculator.take(state, snapshot).profile();
    assertThat(delta)
        .usingRecursiveComparison()
        .ignoringFields("startNanos", "durationNanos", "temporalities", "values")
        .isEqualTo(sent);
  }

  @Test
  void saysWhichVersionOfStateItCanNotRead() {
    snapshot.set(at(0).build());
    assertThatThrownBy(() -> calculator.take(new byte[] {9, 0}, snapshot))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("the last values of a series in the job's state has version 9")
        .hasMessageContaining("reads 1");
  }

  @Test
  void readsTheLastValuesThatTheFirstReleaseWrote() {
    byte[] first = {
      1,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      2,
      2,
      0,
      0,
      0,
      -1,
      -1,
      -1,
      -1,
      -1,
      -1,
      -1,
      -1,
      3,
      (byte) 0x80,
      1,
      5,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      127
    };
    state = first;
    Taken taken = take(two(0).time((1L << 56) + 8).stack(-1, 4, 130).stack(5, 0, 127));
    assertThat(taken.profile().durationNanos()).isEqualTo(8);
    assertThat(taken.profile().startNanos()).isEqualTo(1L << 56);
    assertThat(values(taken)).isEqualTo(Map.of(-1L, List.of(1L, 2L)));
    assertThat(take(two(0).time((1L << 56) + 9)).state()).hasSize(first.length);
  }

  private Taken take(SnapshotBuilder builder) {
    snapshot.set(builder.build());
    Taken taken = calculator.take(state, snapshot);
    state = taken.state() == null ? state : taken.state();
    return taken;
  }

  private static SnapshotBuilder at(long second) {
    return new SnapshotBuilder().second(second);
  }

  private static SnapshotBuilder two(long second) {
    return at(second).types("memory", "alloc_objects", "alloc_space");
  }

  private static Map<Long, List<Long>> values(Taken taken) {
    return DeltaRow.values(taken.profile());
  }
}
