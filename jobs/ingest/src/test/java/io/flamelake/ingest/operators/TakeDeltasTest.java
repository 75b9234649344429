package io.flamelake.ingest.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flamelake.ingest.delta.Taken.Kind;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.DeltaHistory;
import io.flamelake.ingest.testing.DeltaModel;
import io.flamelake.ingest.testing.DeltaRow;
import io.flamelake.ingest.testing.Records;
import io.flamelake.ingest.testing.SnapshotBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** The operator on RocksDB, fed as partitions of a topic would feed it. */
class TakeDeltasTest {
  /** Longer delays than the lateness make snapshots late. */
  private static final long LONG_DELAY = 3 * DeltaHistory.LATENESS_MILLIS;

  @Property(tries = 15)
  void anyOrderOfReadingGivesTheSameRows(@ForAll long seed) throws Exception {
    List<SeriesProfile> log = DeltaHistory.random(new Random(seed), LONG_DELAY);
    List<DeltaRow> expected = DeltaModel.of(log, DeltaHistory.LATENESS_MILLIS).rows();
    for (int run = 0; run < 3; run++) {
      try (DeltaHarness harness = new DeltaHarness()) {
        PartitionedReads reads = new PartitionedReads(log, new Random(seed + run));
        while (reads.hasNext()) {
          reads.next(harness);
        }
        harness.end();
        assertThat(harness.rows()).containsExactlyInAnyOrderElementsOf(expected);
      }
    }
  }

  @Property(tries = 15)
  void aRestartFromASavepointAtAnyPointGivesTheSameRows(@ForAll long seed) throws Exception {
    List<SeriesProfile> log = DeltaHistory.random(new Random(seed), LONG_DELAY);
    Random random = new Random(seed);
    PartitionedReads reads = new PartitionedReads(log, random);
    List<DeltaRow> rows = new ArrayList<>();
    DeltaHarness harness = new DeltaHarness();
    while (reads.hasNext()) {
      reads.next(harness);
      if (random.nextInt(log.size()) < 3) {
        DeltaHarness restored = harness.restart();
        rows.addAll(harness.rows());
        harness = restored;
      }
    }
    harness.end();
    rows.addAll(harness.rows());
    harness.close();
    assertThat(rows)
        .containsExactlyInAnyOrderElementsOf(
            DeltaModel.of(log, DeltaHistory.LATENESS_MILLIS).rows());
  }

  @Property(tries = 10)
  void delaysWithinTheLatenessMakeNothingLate(@ForAll long seed) throws Exception {
    List<SeriesProfile> log = DeltaHistory.random(new Random(seed), DeltaHistory.LATENESS_MILLIS);
    assertThat(DeltaModel.of(log, DeltaHistory.LATENESS_MILLIS).late()).isZero();
    try (DeltaHarness harness = new DeltaHarness()) {
      for (SeriesProfile profile : log) {
        harness.read(profile);
      }
      harness.end();
      long distinct = log.stream().map(SeriesProfile::profileIdLow).distinct().count();
      assertThat(harness.rows()).hasSize((int) distinct);
      assertThat(harness.count(Kind.LATE)).isEqualTo(log.size() - distinct);
    }
  }

  @Test
  void waitsForTheLatenessAndThenTellsEachOnce() throws Exception {
    try (DeltaHarness harness = new DeltaHarness()) {
      harness.read(at(0).stack(1, 10).build());
      harness.read(at(10).stack(1, 12).build());
      harness.readUpTo(sent(0) + DeltaHarness.LATENESS.toMillis() - 1);
      assertThat(harness.rows()).isEmpty();
      harness.readUpTo(sent(0) + DeltaHarness.LATENESS.toMillis());
      assertThat(harness.rows()).extracting(DeltaRow::temporality).containsExactly("baseline");
      harness.readUpTo(sent(10) + DeltaHarness.LATENESS.toMillis());
      assertThat(harness.rows())
          .extracting(DeltaRow::temporality)
          .containsExactly("baseline", "delta");
      harness.end();
      assertThat(harness.rows()).hasSize(2);
      assertThat(harness.seriesIn("last")).isEqualTo(1);
      assertThat(harness.seriesIn("pending")).isZero();
      assertThat(harness.seriesIn("waiting")).isZero();
    }
  }

  @Test
  void countsWhatComesTooLateAndLetsTheNextDeltaCoverIt() throws Exception {
    try (DeltaHarness harness = new DeltaHarness()) {
      harness.read(at(0).stack(1, 10).build());
      harness.read(at(20).stack(1, 13).build());
      harness.readUpTo(sent(60));
      harness.read(at(10).sent(sent(60)).stack(1, 12).build());
      harness.read(at(70).stack(1, 20).build());
      harness.end();
      assertThat(harness.rows())
          .extracting(DeltaRow::temporality, row -> row.values().toString())
          .containsExactly(
              tuple("baseline", "{1=[10]}"), tuple("delta", "{1=[3]}"), tuple("delta", "{1=[7]}"));
      assertThat(harness.count(Kind.LATE)).isEqualTo(1);
      assertThat(harness.count(Kind.BASELINE)).isEqualTo(1);
      assertThat(harness.count(Kind.DELTA)).isEqualTo(2);
      assertThat(harness.count(Kind.RESET)).isZero();
    }
  }

  @Test
  void doesNotWaitForTheTimeOfAProducerWhoseClockIsAhead() throws Exception {
    try (DeltaHarness harness = new DeltaHarness()) {
      long inAYear = sent(0) + 365L * 86_400_000;
      harness.setNow(sent(0));
      harness.read(at(0).sent(inAYear).stack(1, 10).build());
      harness.readUpTo(sent(60));
      assertThat(harness.rows()).hasSize(1);
    }
  }

  @Test
  void takesOneOfTwoSnapshotsOfTheSameMomentWhicheverIsReadFirst() throws Exception {
    SeriesProfile one = at(10).id(100).stack(1, 11).build();
    SeriesProfile other = at(10).id(200).stack(1, 12).build();
    assertThat(rows(one, other)).isEqualTo(rows(other, one)).hasSize(2);
  }

  private static List<DeltaRow> rows(SeriesProfile... profiles) throws Exception {
    try (DeltaHarness harness = new DeltaHarness()) {
      harness.read(at(0).stack(1, 10).build());
      for (SeriesProfile profile : profiles) {
        harness.read(profile);
      }
      harness.end();
      return harness.rows();
    }
  }

  @Test
  void handsOtherProfilesOnAtOnce() throws Exception {
    try (DeltaHarness harness = new DeltaHarness()) {
      SeriesProfile gauge =
          at(0).stack(1, 10).build().withSamples(new byte[] {1}, 0, new long[] {1}, new long[] {5});
      harness.read(gauge);
      assertThat(harness.profiles()).singleElement().usingRecursiveComparison().isEqualTo(gauge);
    }
  }

  @Test
  void forgetsLastValuesAfterAWhile() throws Exception {
    try (DeltaHarness harness = new DeltaHarness()) {
      harness.read(at(0).stack(1, 10).build());
      harness.readUpTo(sent(60));
      harness.setStateTime(
          DeltaHarness.TTL.plus(DeltaHarness.LATENESS.multipliedBy(2)).toMillis() + 1);
      harness.read(at(70).stack(1, 11).build());
      harness.end();
      assertThat(harness.rows())
          .extracting(DeltaRow::temporality)
          .containsExactly("baseline", "baseline");
    }
  }

  private static long sent(long second) {
    return Records.TIMESTAMP_MILLIS + second * 1000;
  }

  private static SnapshotBuilder at(long second) {
    return new SnapshotBuilder().second(second).sent(sent(second)).id(second);
  }
}
