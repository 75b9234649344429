package io.flamelake.ingest.testing;

import io.flamelake.ingest.profile.SeriesProfile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A written profile in a form that can be compared.
 *
 * @param values of each stack those of all types; stacks without any are left out
 */
public record DeltaRow(
    Stream stream,
    long timeNanos,
    long startNanos,
    long durationNanos,
    String temporality,
    Map<Long, List<Long>> values) {

  /** What is compared with each other. */
  public record Stream(long series, long session, String name, List<String> types) {
    public static Stream of(SeriesProfile profile) {
      return new Stream(
          profile.seriesId(),
          profile.sessionId(),
          profile.profileName(),
          Arrays.asList(profile.sampleTypes()));
    }
  }

  public static DeltaRow of(SeriesProfile profile) {
    return new DeltaRow(
        Stream.of(profile),
        profile.timeNanos(),
        profile.startNanos(),
        profile.durationNanos(),
        profile.temporality(0).label(),
        values(profile));
  }

  /** The values of each stack, those of equal stacks added up. */
  public static Map<Long, List<Long>> values(SeriesProfile profile) {
    Map<Long, List<Long>> values = new TreeMap<>();
    for (int stack = 0; stack < profile.stackCount(); stack++) {
      List<Long> sums = new ArrayList<>();
      List<Long> before = values.get(profile.stackIds()[stack]);
      for (int type = 0; type < profile.typeCount(); type++) {
        sums.add(profile.value(type, stack) + (before == null ? 0 : before.get(type)));
      }
      values.put(profile.stackIds()[stack], sums);
    }
    return values;
  }
}
