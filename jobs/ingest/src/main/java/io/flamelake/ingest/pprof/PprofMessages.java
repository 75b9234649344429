package io.flamelake.ingest.pprof;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.decode.TimeRule;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.ProfileIds;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.record.RawRecord;

/**
 * Decodes pprof messages, gzip, zstd or plain, straight from their bytes, wherever in a record they
 * stand and whatever told their labels.
 */
public final class PprofMessages {

  /** One huge profile must not hold its memory for ever. */
  private static final long KEPT_BYTES = 48 << 20;

  private final DecoderOptions options;
  private final String format;
  private final Uncompressor uncompressor;
  private final TypeSets typeSets;
  private final ProfileTeller teller;
  private ProfileReader reader;

  /**
   * @param format for {@code profiles.format}
   * @param teller shared by all decoders of a thread
   */
  public PprofMessages(DecoderOptions options, String format, ProfileTeller teller) {
    this.options = options;
    this.format = format;
    this.teller = teller;
    uncompressor = new Uncompressor(options.limits().profileBytes());
    typeSets = new TypeSets(options.cumulativeTypes());
    reader = new ProfileReader(options);
  }

  /** Tells the profile of one message of a running process, or why it was rejected. */
  void decode(byte[] value, ProfileLabels labels, RawRecord record, ProfileOutput output) {
    decode(new PprofMessage(value, labels, AddressRule.OF_PROCESS), record, output);
  }

  /**
   * Tells the profile of one message, or why it was rejected.
   *
   * @return whether it could be read
   */
  public boolean decode(PprofMessage message, RawRecord record, ProfileOutput output) {
    byte[] value = message.value();
    try {
      reader.head(read(message, record));
    } catch (BadRecord e) {
      output.reject(new Rejection(e.reason(), e.getMessage(), value));
      return false;
    } catch (RuntimeException e) {
      reader = new ProfileReader(options);
      output.reject(Rejection.ofFailure(e, value));
      return false;
    }
    reader.problems().tell(output);
    try {
      teller.tell(reader, record, output);
    } catch (BadRecord e) {
      output.reject(new Rejection(e.reason(), e.getMessage(), value));
    }
    if (reader.heldBytes() > KEPT_BYTES) {
      reader = new ProfileReader(options);
    }
    return true;
  }

  /** Size of the message decoded last, uncompressed, as far as it was. */
  public int lastBytes() {
    return uncompressor.length();
  }

  /** Bytes that stay allocated until the next message. */
  long heldBytes() {
    return reader.heldBytes() + uncompressor.buffer().length;
  }

  private ProfileHead read(PprofMessage profile, RawRecord record) {
    ProfileLabels labels = profile.labels();
    uncompressor.read(profile.value());
    if (uncompressor.length() == 0) {
      throw new BadRecord(
          Reason.EMPTY_RECORD,
          profile.value().length == 0 ? "the profile is empty" : "the compressed data is empty");
    }
    LegacyFormats.check(uncompressor.buffer(), uncompressor.length());
    reader.readTables(uncompressor.buffer(), uncompressor.length());
    typeSets.read(reader.message, labels.profileName());
    long time =
        TimeRule.timeOf(
            profile.time().timeOf(reader.message.timeNanos),
            record.timestampMillis(),
            options.limits(),
            reader.problems());
    reader.readSamples(labels, profile.rule());
    long duration = profile.time().durationOf(reader.message.durationNanos);
    return new ProfileHead(
        typeSets.profileName(),
        time,
        duration,
        reader.message.periodValue,
        typeSets.types(),
        typeSets.temporalities(labels.isDelta(), duration),
        ProfileIds.content(uncompressor.buffer(), 0, uncompressor.length()),
        labels.sessionId(),
        format);
  }
}
