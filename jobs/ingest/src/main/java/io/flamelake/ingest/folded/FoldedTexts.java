package io.flamelake.ingest.folded;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.decode.StackProfile;
import io.flamelake.ingest.decode.TimeRule;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.ProfileIds;
import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.record.RawRecord;

/**
 * Decodes texts of folded stacks, gzip, zstd or plain, wherever in a record they stand and whatever
 * told their labels and types.
 */
public final class FoldedTexts {

  /** One huge profile must not hold its memory for ever. */
  private static final long KEPT_BYTES = 48 << 20;

  private final DecoderOptions options;
  private final String format;
  private final ProfileTeller teller;
  private final Uncompressor uncompressor;
  private final Problems problems = new Problems();
  private StackProfile profile;
  private FoldedLines lines;

  /**
   * @param format for {@code profiles.format}
   * @param teller shared by all decoders of a thread
   */
  public FoldedTexts(DecoderOptions options, String format, ProfileTeller teller) {
    this.options = options;
    this.format = format;
    this.teller = teller;
    uncompressor = new Uncompressor(options.limits().profileBytes());
    renew();
  }

  /**
   * Tells the profile of a text, or why it was rejected.
   *
   * @return whether it could be read
   */
  public boolean decode(FoldedText text, RawRecord record, ProfileOutput output) {
    try {
      read(text, record);
    } catch (BadRecord e) {
      output.reject(new Rejection(e.reason(), e.getMessage(), text.value()));
      return false;
    } catch (RuntimeException e) {
      renew();
      output.reject(Rejection.ofFailure(e, text.value()));
      return false;
    }
    problems.tell(output);
    try {
      teller.tell(profile, record, output);
    } catch (BadRecord e) {
      output.reject(new Rejection(e.reason(), e.getMessage(), text.value()));
    }
    if (profile.heldBytes() > KEPT_BYTES) {
      renew();
    }
    return true;
  }

  /** Size of the text decoded last, uncompressed, as far as it was. */
  public int lastBytes() {
    return uncompressor.length();
  }

  private void renew() {
    profile = new StackProfile(options, problems);
    lines = new FoldedLines(options.limits(), profile, problems);
  }

  private void read(FoldedText text, RawRecord record) {
    problems.reset();
    uncompressor.read(text.value());
    lines.read(uncompressor.buffer(), uncompressor.length());
    long time =
        TimeRule.timeOf(
            text.time().timeOf(0), record.timestampMillis(), options.limits(), problems);
    profile.finish(text.labels(), head(text, time));
  }

  private ProfileHead head(FoldedText text, long time) {
    String name = text.name();
    long duration = text.time().durationOf(0);
    return new ProfileHead(
        name,
        time,
        duration,
        text.period(),
        text.types(),
        ProfileTypes.temporalities(
            text.types(), name, options.cumulativeTypes(), text.labels().isDelta(), duration),
        ProfileIds.content(uncompressor.buffer(), 0, uncompressor.length()),
        text.labels().sessionId(),
        format);
  }
}
