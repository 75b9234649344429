package io.flamelake.ingest.delta;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.DeltaHistory;
import io.flamelake.ingest.testing.DeltaModel;
import io.flamelake.ingest.testing.DeltaRow;
import io.flamelake.ingest.testing.DeltaRow.Stream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Generated histories, each stream in the order of its times. */
class DeltaHistoriesTest {
  private final DeltaCalculator calculator = new DeltaCalculator(Duration.ofHours(24));
  private final Snapshot snapshot = new Snapshot();
  private final Map<Stream, byte[]> states = new HashMap<>();

  @Property
  void deltasAddUpToLastMinusFirstBetweenRestartsAndNoneIsNegative(@ForAll long seed) {
    streams(seed).values().forEach(this::checkSums);
  }

  private void checkSums(List<SeriesProfile> stream) {
    Map<Long, List<Long>> sums = new HashMap<>();
    Map<Long, List<Long>> newest = new HashMap<>();
    Map<Long, List<Long>> first = Map.of();
    for (SeriesProfile profile : stream) {
      Taken taken = take(profile);
      if (taken.kind() == Taken.Kind.LATE) {
        continue;
      }
      if (taken.kind() != Taken.Kind.DELTA) {
        sums.clear();
        newest.clear();
        first = taken.kind() == Taken.Kind.RESET ? Map.of() : DeltaRow.values(profile);
      }
      newest.putAll(DeltaRow.values(profile));
      if (taken.kind() != Taken.Kind.BASELINE) {
        assertThat(LongStream.of(taken.profile().values())).allMatch(value -> value >= 0);
        DeltaRow.values(taken.profile())
            .forEach((stack, values) -> sums.merge(stack, values, DeltaHistoriesTest::plus));
      }
      for (long stack : newest.keySet()) {
        List<Long> none = Collections.nCopies(profile.typeCount(), 0L);
        assertThat(plus(first.getOrDefault(stack, none), sums.getOrDefault(stack, none)))
            .isEqualTo(newest.get(stack));
      }
    }
  }

  @Property
  void givesTheRowsOfTheModel(@ForAll long seed) {
    List<SeriesProfile> log = new ArrayList<>();
    List<DeltaRow> rows = new ArrayList<>();
    for (List<SeriesProfile> stream : streams(seed).values()) {
      for (SeriesProfile profile : stream) {
        log.add(profile);
        Taken taken = take(profile);
        if (taken.profile() != null) {
          rows.add(DeltaRow.of(taken.profile()));
        }
      }
    }
    assertThat(rows).containsExactlyInAnyOrderElementsOf(DeltaModel.of(log, 1_000_000).rows());
  }

  private Taken take(SeriesProfile profile) {
    snapshot.set(profile);
    Taken taken = calculator.take(states.get(Stream.of(profile)), snapshot);
    if (taken.state() != null) {
      states.put(Stream.of(profile), taken.state());
    }
    return taken;
  }

  private Map<Stream, List<SeriesProfile>> streams(long seed) {
    states.clear();
    Map<Stream, List<SeriesProfile>> streams = new HashMap<>();
    DeltaHistory.random(new Random(seed), 0)
        .forEach(p -> streams.computeIfAbsent(Stream.of(p), s -> new ArrayList<>()).add(p));
    streams.values().forEach(s -> s.sort(Comparator.comparingLong(SeriesProfile::timeNanos)));
    return streams;
  }

  private static List<Long> plus(List<Long> a, List<Long> b) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sums.add(a.get(i) + b.get(i));
    }
    return sums;
  }
}
