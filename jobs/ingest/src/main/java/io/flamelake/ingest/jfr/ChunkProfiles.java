package io.flamelake.ingest.jfr;

import com.dynatrace.hash4j.hashing.HashValue128;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.StackProfile;
import io.flamelake.ingest.decode.TimeRule;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.ProfileIds;
import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.record.RawRecord;

/** Makes the profiles of a chunk, one by one. */
final class ChunkProfiles {

  /** One huge chunk must not hold its memory for ever. */
  private static final long KEPT_BYTES = 48 << 20;

  private static final byte[] NO_DATA = {};

  private final DecoderOptions options;
  private final String format;
  private final Problems problems = new Problems();
  private final StackProfile profile;
  private final JavaFrames frames;
  private final long[] values = new long[2];
  private Chunk chunk;
  private Recording recording;
  private HashValue128 content;
  private long recordMillis;

  /**
   * @param format for {@code profiles.format}
   */
  ChunkProfiles(DecoderOptions options, String format) {
    this.options = options;
    this.format = format;
    profile = new StackProfile(options, problems);
    frames = new JavaFrames(profile, problems);
  }

  /**
   * Starts with a chunk.
   *
   * @throws BadRecord when its time is none that profiles may have
   */
  void start(byte[] data, Chunk newChunk, Recording newRecording, RawRecord record) {
    chunk = null;
    recordMillis = record.timestampMillis();
    recording = newRecording;
    time(newChunk);
    chunk = newChunk;
    content = ProfileIds.content(data, 0, data.length);
  }

  private long time(Chunk ofChunk) {
    long own = recording.time().timeOf(ofChunk.header.startNanos());
    return TimeRule.timeOf(own, recordMillis, options.limits(), problems);
  }

  /** Whether a chunk has events of a kind; not when it is null. */
  boolean has(Chunk ofChunk, Kind kind) {
    return ofChunk != null && ofChunk == chunk && ofChunk.totals(kind).size() > 0;
  }

  /** Reads the profile of a kind; why it can't be, or null. */
  Rejection read(Kind kind) {
    problems.reset();
    try {
      readSamples(kind);
      profile.finish(recording.labels(), head(kind));
      return null;
    } catch (BadRecord e) {
      return new Rejection(e.reason(), e.getMessage(), recording.value());
    } catch (RuntimeException e) {
      return Rejection.ofFailure(e, recording.value());
    }
  }

  Problems problems() {
    return problems;
  }

  StackProfile profile() {
    return profile;
  }

  /** This, or another when it holds much memory. */
  ChunkProfiles renewed() {
    chunk = null;
    recording = null;
    return profile.heldBytes() > KEPT_BYTES ? new ChunkProfiles(options, format) : this;
  }

  private void readSamples(Kind kind) {
    Totals totals = chunk.totals(kind);
    int types = kind.types().size();
    profile.reset(NO_DATA, 0, types, totals.size());
    frames.reset(chunk.constants);
    for (int row = 0; row < totals.size(); row++) {
      values[0] = types == 1 ? totals.amount(row) : totals.count(row);
      values[1] = totals.amount(row);
      frames.push(totals.stack(row));
      profile.add(values);
    }
  }

  private ProfileHead head(Kind kind) {
    String name = kind.profileName();
    long duration = recording.time().durationOf(chunk.header.durationNanos());
    return new ProfileHead(
        name,
        time(chunk),
        duration,
        period(kind),
        kind.types(),
        ProfileTypes.temporalities(kind.types(), name, options.cumulativeTypes(), true, duration),
        ProfileIds.part(content, kind.ordinal()),
        recording.labels().sessionId(),
        format);
  }

  private long period(Kind kind) {
    return switch (kind) {
      case CPU -> chunk.settings.cpuPeriod();
      case WALL -> chunk.settings.wallPeriod();
      case IN_NEW_TLAB, OUTSIDE_TLAB, LIVE -> chunk.settings.allocationPeriod();
      default -> 0;
    };
  }
}
