package io.flamelake.ingest.testing;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.DeltaRow.Stream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What rows a log of cumulative profiles must give, by the rules of {@code docs/deltas.md}: plain
 * maps, everything known beforehand.
 */
public final class DeltaModel {
  private final long latenessMillis;
  private final List<DeltaRow> rows = new ArrayList<>();
  private int late;

  private DeltaModel(long latenessMillis) {
    this.latenessMillis = latenessMillis;
  }

  /** The model of a log whose profiles may stand there more than once. */
  public static DeltaModel of(Collection<SeriesProfile> log, long latenessMillis) {
    DeltaModel model = new DeltaModel(latenessMillis);
    Map<Stream, Map<Long, SeriesProfile>> streams = new LinkedHashMap<>();
    for (SeriesProfile profile : log) {
      streams
          .computeIfAbsent(Stream.of(profile), s -> new HashMap<>())
          .put(profile.profileIdLow(), profile);
    }
    streams.values().forEach(profiles -> model.take(new ArrayList<>(profiles.values())));
    return model;
  }

  public List<DeltaRow> rows() {
    return rows;
  }

  public int late() {
    return late;
  }

  private void take(List<SeriesProfile> profiles) {
    profiles.sort(Comparator.comparingLong(SeriesProfile::timeNanos));
    TreeSet<Long> moments = new TreeSet<>();
    profiles.forEach(profile -> moments.add(due(profile)));
    State state = new State();
    for (long moment : moments) {
      long upTo = Long.MIN_VALUE;
      for (SeriesProfile profile : profiles) {
        upTo = due(profile) <= moment ? Math.max(upTo, profile.timeNanos()) : upTo;
      }
      for (SeriesProfile profile : List.copyOf(profiles)) {
        if (profile.kafkaTimestampMillis() <= moment && profile.timeNanos() <= upTo) {
          profiles.remove(profile);
          take(profile, state);
        }
      }
    }
  }

  private long due(SeriesProfile profile) {
    return (profile.kafkaTimestampMillis() + latenessMillis + 999) / 1000 * 1000;
  }

  private void take(SeriesProfile profile, State state) {
    Map<Long, List<Long>> now = DeltaRow.values(profile);
    if (state.last == null) {
      add(profile, profile.timeNanos(), "baseline", now);
      state.last = new TreeMap<>(now);
    } else if (profile.timeNanos() <= state.timeNanos) {
      late++;
      return;
    } else if (now.entrySet().stream().anyMatch(e -> isLess(e.getValue(), state.of(e)))) {
      add(profile, state.timeNanos, "reset", now);
      state.last = new TreeMap<>(now);
    } else {
      Map<Long, List<Long>> delta = new TreeMap<>();
      now.entrySet().forEach(e -> delta.put(e.getKey(), minus(e.getValue(), state.of(e))));
      add(profile, state.timeNanos, "delta", delta);
      state.last.putAll(now);
    }
    state.timeNanos = profile.timeNanos();
  }

  private void add(
      SeriesProfile profile, long start, String temporality, Map<Long, List<Long>> values) {
    Map<Long, List<Long>> some = new TreeMap<>(values);
    some.values().removeIf(list -> list.stream().allMatch(value -> value == 0));
    long time = profile.timeNanos();
    rows.add(new DeltaRow(Stream.of(profile), time, start, time - start, temporality, some));
  }

  private static boolean isLess(List<Long> now, List<Long> before) {
    return minus(now, before).stream().anyMatch(value -> value < 0);
  }

  private static List<Long> minus(List<Long> now, List<Long> before) {
    List<Long> result = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      result.add(now.get(i) - (before == null ? 0 : before.get(i)));
    }
    return result;
  }

  /** Of a stream. */
  private static final class State {
    private Map<Long, List<Long>> last;
    private long timeNanos;

    private List<Long> of(Map.Entry<Long, List<Long>> entry) {
      return last.get(entry.getKey());
    }
  }
}
