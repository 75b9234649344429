package io.flamelake.ingest.profile;

import java.util.Arrays;
import java.util.Optional;

/**
 * A profile parted by what its values count, because a heap profile holds both: allocations since
 * the process started, and what is in use now.
 *
 * @param others the types that are written as they come, if there are any
 * @param cumulative the types whose values count up from the start of the process, if any
 */
public record TemporalitySplit(Optional<SeriesProfile> others, Optional<SeriesProfile> cumulative) {

  /** Parts a profile; one that is all of a kind is handed on as it is. */
  public static TemporalitySplit of(SeriesProfile profile) {
    int[] cumulative = types(profile, true);
    if (cumulative.length == 0) {
      return new TemporalitySplit(Optional.of(profile), Optional.empty());
    }
    if (cumulative.length == profile.typeCount()) {
      return new TemporalitySplit(Optional.empty(), Optional.of(profile));
    }
    return new TemporalitySplit(
        Optional.of(only(profile, types(profile, false))), Optional.of(only(profile, cumulative)));
  }

  private static int[] types(SeriesProfile profile, boolean cumulative) {
    int[] types = new int[profile.typeCount()];
    int count = 0;
    for (int type = 0; type < types.length; type++) {
      if ((profile.temporality(type) == Temporality.CUMULATIVE) == cumulative) {
        types[count++] = type;
      }
    }
    return Arrays.copyOf(types, count);
  }

  private static SeriesProfile only(SeriesProfile profile, int[] types) {
    int stacks = profile.stackCount();
    String[] sampleTypes = new String[types.length];
    String[] sampleUnits = new String[types.length];
    byte[] temporalities = new byte[types.length];
    long[] values = new long[types.length * stacks];
    for (int i = 0; i < types.length; i++) {
      sampleTypes[i] = profile.sampleTypes()[types[i]];
      sampleUnits[i] = profile.sampleUnits()[types[i]];
      temporalities[i] = profile.temporalities()[types[i]];
      System.arraycopy(profile.values(), types[i] * stacks, values, i * stacks, stacks);
    }
    return new SeriesProfile(
        profile.seriesId(),
        profile.serviceName(),
        profile.labels(),
        profile.profileName(),
        profile.profileIdHigh(),
        profile.profileIdLow(),
        profile.timeNanos(),
        profile.startNanos(),
        profile.durationNanos(),
        profile.periodType(),
        profile.periodUnit(),
        profile.period(),
        sampleTypes,
        sampleUnits,
        temporalities,
        profile.stackIds(),
        values,
        profile.spanIds(),
        profile.traceIds(),
        profile.sessionId(),
        profile.format(),
        profile.kafkaPartition(),
        profile.kafkaOffset(),
        profile.kafkaTimestampMillis());
  }
}
