package io.flamelake.ingest.pprof;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.record.RawRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes records that hold pprof messages in a container, gzip, zstd or plain as a whole. When the
 * container is damaged the record is rejected; else each of its profiles stands or falls alone.
 */
public final class PprofBatches {

  /** More than any agent puts into one request, and few enough to answer to each. */
  static final int MAX_PROFILES = 1 << 16;

  /** What was found in a container: messages, or why one is none; in their order. */
  public static final class Contents {

    private final List<Object> parts = new ArrayList<>();

    /** Adds a message. */
    public void add(PprofMessage message) {
      addPart(message);
    }

    /** Adds why a part of the container has no message. */
    public void reject(Rejection rejection) {
      addPart(rejection);
    }

    private void addPart(Object part) {
      if (parts.size() == MAX_PROFILES) {
        throw new BadRecord(
            Reason.TABLES_LIMIT,
            "the record has more than " + MAX_PROFILES + " profiles; send smaller batches");
      }
      parts.add(part);
    }
  }

  /** Takes a container apart. */
  @FunctionalInterface
  public interface Container {

    /**
     * Finds all messages of a container.
     *
     * @param data has {@link Uncompressor#PADDING} zero bytes behind its {@code length} bytes
     * @throws BadRecord when the container is damaged
     */
    void read(byte[] data, int length, Contents contents);
  }

  /** All messages of a record may have so many times what one may have, uncompressed. */
  private static final long MAX_FULL_MESSAGES = 16;

  private final Container container;
  private final long maxBytes;
  private final Uncompressor uncompressor;
  private final PprofMessages messages;
  private final ProfileTeller teller;

  /**
   * @param format for {@code profiles.format}
   * @param teller shared by all decoders of a thread
   */
  public PprofBatches(
      DecoderOptions options, String format, ProfileTeller teller, Container container) {
    this.container = container;
    maxBytes = MAX_FULL_MESSAGES * options.limits().profileBytes();
    uncompressor = new Uncompressor(options.limits().profileBytes());
    this.teller = teller;
    messages = new PprofMessages(options, format, teller);
  }

  /** Tells all profiles of a record. */
  public void decode(RawRecord record, ProfileOutput output) {
    teller.start();
    Contents contents = new Contents();
    try {
      read(record, contents);
    } catch (BadRecord e) {
      output.reject(e.rejection());
      return;
    } catch (RuntimeException e) {
      output.reject(Rejection.ofFailure(e, null));
      return;
    }
    long left = maxBytes;
    for (Object part : contents.parts) {
      if (part instanceof Rejection rejection) {
        output.reject(rejection);
      } else if (left > 0) {
        messages.decode((PprofMessage) part, record, output);
        left -= messages.lastBytes();
      } else {
        output.reject(tooMuch((PprofMessage) part));
      }
    }
  }

  private Rejection tooMuch(PprofMessage message) {
    return new Rejection(
        Reason.PROFILE_SIZE_LIMIT,
        "the profiles of the record have more than "
            + maxBytes
            + " bytes uncompressed before this one; send smaller batches or raise the limit",
        message.value());
  }

  private void read(RawRecord record, Contents contents) {
    if (record.value() == null || record.value().length == 0) {
      throw new BadRecord(
          Reason.EMPTY_RECORD, "the record has no value; was it meant to hold profiles?");
    }
    uncompressor.read(record.value());
    container.read(uncompressor.buffer(), uncompressor.length(), contents);
    if (contents.parts.isEmpty()) {
      throw new BadRecord(Reason.EMPTY_RECORD, "the record holds no profile");
    }
  }
}
