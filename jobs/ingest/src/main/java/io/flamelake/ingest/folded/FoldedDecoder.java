package io.flamelake.ingest.folded;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.decode.StackProfile;
import io.flamelake.ingest.decode.TimeRule;
import io.flamelake.ingest.labels.LabelHeaders;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.ProfileIds;
import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.RawRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;

/**
 * Decodes records that are folded stacks, gzip, zstd or plain: the text that the scripts of
 * FlameGraph (brendangregg/FlameGraph, stackcollapse) and async-profiler write, one line for each
 * stack, {@code root;caller;leaf 42}. What the text can't say stands in headers, see {@link
 * FoldedHeaders}; the labels stand in the header {@code labels}.
 */
public final class FoldedDecoder implements ProfileDecoder {

  /** The name of this format in {@code profiles.format}. */
  public static final String FORMAT = "folded";

  /** One huge profile must not hold its memory for ever. */
  private static final long KEPT_BYTES = 48 << 20;

  private final DecoderOptions options;
  private final ProfileTeller teller;
  private final LabelHeaders labelHeaders;
  private final Uncompressor uncompressor;
  private final Problems problems = new Problems();
  private StackProfile profile;
  private FoldedLines lines;

  /** A decoder that shares its memory of what was told with others of the same thread. */
  public FoldedDecoder(DecoderOptions options, ProfileTeller teller) {
    this.options = options;
    this.teller = teller;
    labelHeaders = new LabelHeaders(options.limits(), options.series());
    uncompressor = new Uncompressor(options.limits().profileBytes());
    renew();
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    teller.start();
    try {
      read(record);
    } catch (BadRecord e) {
      output.reject(e.rejection());
      return;
    } catch (RuntimeException e) {
      renew();
      output.reject(Rejection.ofFailure(e, null));
      return;
    }
    problems.tell(output);
    try {
      teller.tell(profile, record, output);
    } catch (BadRecord e) {
      output.reject(e.rejection());
    }
    if (profile.heldBytes() > KEPT_BYTES) {
      renew();
    }
  }

  private void renew() {
    profile = new StackProfile(options, problems);
    lines = new FoldedLines(options.limits(), profile, problems);
  }

  private void read(RawRecord record) {
    problems.reset();
    if (record.value() == null || record.value().length == 0) {
      throw new BadRecord(
          Reason.EMPTY_RECORD, "the record has no value; was it meant to be folded stacks?");
    }
    ProfileLabels labels = labelHeaders.of(record);
    FoldedHeaders headers = FoldedHeaders.of(record);
    uncompressor.read(record.value());
    lines.read(uncompressor.buffer(), uncompressor.length());
    long time =
        TimeRule.timeOf(headers.timeNanos(), record.timestampMillis(), options.limits(), problems);
    profile.finish(labels, head(labels, headers, time));
  }

  private ProfileHead head(ProfileLabels labels, FoldedHeaders headers, long time) {
    String name =
        labels.profileName() == null
            ? ProfileTypes.defaultName(headers.types().sampleTypes())
            : labels.profileName();
    return new ProfileHead(
        name,
        time,
        headers.durationNanos(),
        headers.period(),
        headers.types(),
        ProfileTypes.temporalities(
            headers.types(),
            name,
            options.cumulativeTypes(),
            labels.isDelta(),
            headers.durationNanos()),
        ProfileIds.content(uncompressor.buffer(), 0, uncompressor.length()),
        labels.sessionId(),
        FORMAT);
  }
}
