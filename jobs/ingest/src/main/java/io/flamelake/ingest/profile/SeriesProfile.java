package io.flamelake.ingest.profile;

import java.util.Map;

/**
 * One profile of one series, in columns: the form in which profiles travel between operators.
 *
 * @param seriesId hash of the labels, see {@code SeriesIds}
 * @param labels all labels with {@code service_name}; never changed once made
 * @param profileIdHigh with {@code profileIdLow} the hash of labels, name, time and content
 * @param timeNanos nanoseconds since 1970-01-01 UTC, never 0
 * @param startNanos when what the profile covers begins, nanoseconds since 1970-01-01 UTC: its
 *     time, but of a delta of two snapshots the time of the first
 * @param durationNanos 0 when not told
 * @param periodType null when not told, as is {@code periodUnit}; {@code period} is then 0
 * @param temporalities a {@link Temporality#code()} for each sample type
 * @param stackIds distinct unless spans or traces tell equal stacks apart; a stack whose values are
 *     all zero is left out
 * @param values type-major: that of type t and stack i is at {@code t * stackIds.length + i}
 * @param spanIds aligned with {@code stackIds}, null where a sample has none; the whole array is
 *     null when no sample has one, as is {@code traceIds}
 * @param sessionId tells apart runs of a process with the same labels, 0 when not told
 * @param format the name of the format that the profile came in, such as {@code pprof}
 * @param kafkaTimestampMillis the Kafka timestamp of its record, milliseconds since 1970-01-01 UTC
 */
public record SeriesProfile(
    long seriesId,
    String serviceName,
    Map<String, String> labels,
    String profileName,
    long profileIdHigh,
    long profileIdLow,
    long timeNanos,
    long startNanos,
    long durationNanos,
    String periodType,
    String periodUnit,
    long period,
    String[] sampleTypes,
    String[] sampleUnits,
    byte[] temporalities,
    long[] stackIds,
    long[] values,
    String[] spanIds,
    String[] traceIds,
    long sessionId,
    String format,
    int kafkaPartition,
    long kafkaOffset,
    long kafkaTimestampMillis) {

  /** {@code name:sample_type:sample_unit:period_type:period_unit}; parts not told are empty. */
  public String profileType(int type) {
    return new TypeSet(sampleTypes, sampleUnits, periodType, periodUnit)
        .profileType(profileName, type);
  }

  public int typeCount() {
    return sampleTypes.length;
  }

  public int stackCount() {
    return stackIds.length;
  }

  public long value(int type, int stack) {
    return values[type * stackIds.length + stack];
  }

  public Temporality temporality(int type) {
    return Temporality.fromCode(temporalities[type]);
  }

  /** The profile id as 32 hex digits. */
  public String profileId() {
    return hex(profileIdHigh) + hex(profileIdLow);
  }

  /** How many stacks have a value of this type other than zero: the rows of {@code samples}. */
  public int nonZero(int type) {
    int count = 0;
    for (int i = type * stackIds.length; i < (type + 1) * stackIds.length; i++) {
      count += values[i] == 0 ? 0 : 1;
    }
    return count;
  }

  /** Sum of the values of a type; stops at the ends of 64 bits instead of wrapping round. */
  public long total(int type) {
    long total = 0;
    for (int i = type * stackIds.length; i < (type + 1) * stackIds.length; i++) {
      total = SaturatedMath.add(total, values[i]);
    }
    return total;
  }

  /**
   * The same profile with other samples, which tell no spans and traces.
   *
   * @param newDurationNanos how long they took up to the profile's time
   */
  public SeriesProfile withSamples(
      byte[] newTemporalities, long newDurationNanos, long[] newStackIds, long[] newValues) {
    return new SeriesProfile(
        seriesId,
        serviceName,
        labels,
        profileName,
        profileIdHigh,
        profileIdLow,
        timeNanos,
        timeNanos - newDurationNanos,
        newDurationNanos,
        periodType,
        periodUnit,
        period,
        sampleTypes,
        sampleUnits,
        newTemporalities,
        newStackIds,
        newValues,
        null,
        null,
        sessionId,
        format,
        kafkaPartition,
        kafkaOffset,
        kafkaTimestampMillis);
  }

  private static String hex(long value) {
    String digits = Long.toHexString(value);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
