package io.flamelake.ingest.codec;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.codec.Blocks;
import io.flamelake.stacks.codec.ByteReader;
import io.flamelake.stacks.codec.ByteWriter;
import io.flamelake.stacks.codec.Codec;
import io.flamelake.stacks.codec.Versions;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The encoding of {@link SeriesProfile}, whose columns are copied in one piece. After the version
 * come the block of what all profiles of a series have (service and labels), the block of what all
 * profiles of a kind have (name, types, period, format), the numbers, the columns, and, if there
 * are any, a start that is not the time and the ids of spans and traces. Every block starts with
 * its length in 4 bytes; strings are UTF-8 behind their length plus one, 0 for null.
 */
public final class SeriesProfileCodec implements Codec<SeriesProfile> {
  static final int VERSION = 1;

  private static final int HAS_SPANS = 1;
  private static final int HAS_TRACES = 2;
  private static final int HAS_START = 4;

  private final Blocks<Owner> owners = new Blocks<>(Owner::read);
  private final Blocks<Kind> kinds = new Blocks<>(Kind::read);

  @Override
  public void write(SeriesProfile profile, ByteWriter out) {
    out.int8(VERSION);
    int owner = out.startBlock();
    Owner.write(profile, out);
    out.endBlock(owner);
    int kind = out.startBlock();
    Kind.write(profile, out);
    out.endBlock(kind);
    out.int64(profile.seriesId());
    out.int64(profile.profileIdHigh());
    out.int64(profile.profileIdLow());
    out.int64(profile.timeNanos());
    out.int64(profile.durationNanos());
    out.int64(profile.sessionId());
    out.int32(profile.kafkaPartition());
    out.int64(profile.kafkaOffset());
    out.int64(profile.kafkaTimestampMillis());
    out.int64s(profile.stackIds());
    out.int64s(profile.values());
    out.int8(
        (profile.spanIds() == null ? 0 : HAS_SPANS)
            | (profile.traceIds() == null ? 0 : HAS_TRACES)
            | (profile.startNanos() == profile.timeNanos() ? 0 : HAS_START));
    if (profile.startNanos() != profile.timeNanos()) {
      out.int64(profile.startNanos());
    }
    if (profile.spanIds() != null) {
      out.texts(profile.spanIds());
    }
    if (profile.traceIds() != null) {
      out.texts(profile.traceIds());
    }
  }

  @Override
  public SeriesProfile read(ByteReader in) {
    Versions.check(in, VERSION, "SeriesProfile");
    Owner owner = owners.next(in);
    Kind kind = kinds.next(in);
    long seriesId = in.int64();
    long profileIdHigh = in.int64();
    long profileIdLow = in.int64();
    long timeNanos = in.int64();
    long durationNanos = in.int64();
    long sessionId = in.int64();
    int kafkaPartition = in.int32();
    long kafkaOffset = in.int64();
    long kafkaTimestampMillis = in.int64();
    long[] stackIds = in.int64s();
    long[] values = in.int64s();
    int flags = in.int8();
    long startNanos = (flags & HAS_START) == 0 ? timeNanos : in.int64();
    String[] spanIds = (flags & HAS_SPANS) == 0 ? null : in.texts();
    String[] traceIds = (flags & HAS_TRACES) == 0 ? null : in.texts();
    return new SeriesProfile(
        seriesId,
        owner.serviceName,
        owner.labels,
        kind.profileName,
        profileIdHigh,
        profileIdLow,
        timeNanos,
        startNanos,
        durationNanos,
        kind.periodType,
        kind.periodUnit,
        kind.period,
        kind.sampleTypes,
        kind.sampleUnits,
        kind.temporalities,
        stackIds,
        values,
        spanIds,
        traceIds,
        sessionId,
        kind.format,
        kafkaPartition,
        kafkaOffset,
        kafkaTimestampMillis);
  }

  /** What all profiles of a series have in common. */
  private record Owner(String serviceName, Map<String, String> labels) {

    static void write(SeriesProfile profile, ByteWriter out) {
      out.text(profile.serviceName());
      out.count(profile.labels().size());
      for (Map.Entry<String, String> label : profile.labels().entrySet()) {
        out.text(label.getKey());
        out.text(label.getValue());
      }
    }

    static Owner read(ByteReader in) {
      String serviceName = in.text();
      int count = in.count();
      Map<String, String> labels = new LinkedHashMap<>(count * 2);
      for (int i = 0; i < count; i++) {
        labels.put(in.text(), in.text());
      }
      return new Owner(serviceName, Collections.unmodifiableMap(labels));
    }
  }

  /** What all profiles of a kind have in common. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Kind(
      String profileName,
      String periodType,
      String periodUnit,
      long period,
      String[] sampleTypes,
      String[] sampleUnits,
      byte[] temporalities,
      String format) {

    static void write(SeriesProfile profile, ByteWriter out) {
      out.text(profile.profileName());
      out.text(profile.periodType());
      out.text(profile.periodUnit());
      out.int64(profile.period());
      out.texts(profile.sampleTypes());
      out.texts(profile.sampleUnits());
      out.int8s(profile.temporalities());
      out.text(profile.format());
    }

    static Kind read(ByteReader in) {
      return new Kind(
          in.text(),
          in.text(),
          in.text(),
          in.int64(),
          in.texts(),
          in.texts(),
          in.int8s(),
          in.text());
    }
  }
}
