package io.flamelake.ingest.otlp;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.decode.ProfileOutput;
import io.flamelake.ingest.decode.ProfileTeller;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.stacks.record.RawRecord;

/**
 * Decodes records that are one {@code ExportProfilesServiceRequest} (opentelemetry-proto 1.11,
 * {@code opentelemetry.proto.collector.profiles.v1development}), as the OpenTelemetry Collector's
 * Kafka exporter writes them: protobuf or JSON; gzip, zstd or plain. Labels come from the
 * attributes of resources, scopes, profiles and samples.
 *
 * <p>Each profile of a request stands alone: a bad one is rejected with its own bytes. What the
 * dictionary has that is broken costs only what refers to it.
 */
public final class OtlpDecoder implements ProfileDecoder {

  /** The name of this format in {@code profiles.format}. */
  public static final String FORMAT = "otlp";

  /** The topic that the Collector's exporter writes to unless told another. */
  public static final String TOPIC = "otlp_profiles";

  /** How requests are written. */
  public enum Encoding {
    PROTOBUF,
    JSON,
    /** JSON if it starts with a brace. */
    EITHER
  }

  /** All original payloads of a record may have so many times what one may, uncompressed. */
  private static final long MAX_FULL_PAYLOADS = 16;

  /** One huge request must not hold its memory for ever. */
  private static final long KEPT_BYTES = 48 << 20;

  /** Nor one huge payload. */
  private static final int KEPT_PAYLOAD_BYTES = 16 << 20;

  private final DecoderOptions options;
  private final Encoding encoding;
  private final ProfileTeller teller;
  private final Uncompressor uncompressor;
  private final JsonRequest json;
  private RequestReader reader;

  /** Made when the first is met: hardly any producer sends one. */
  private OriginalPayloads payloads;

  private byte[] data;
  private int length;
  private int profiles;
  private long payloadBytesLeft;

  /**
   * @param teller shared by all decoders of a thread
   */
  public OtlpDecoder(DecoderOptions options, Encoding encoding, ProfileTeller teller) {
    this.options = options;
    this.encoding = encoding;
    this.teller = teller;
    uncompressor = new Uncompressor(options.limits().profileBytes());
    json = new JsonRequest(options.limits().profileBytes());
    reader = new RequestReader(options);
  }

  @Override
  public void decode(RawRecord record, ProfileOutput output) {
    teller.start();
    Rejection rejection = open(record);
    if (rejection != null) {
      output.reject(rejection);
      return;
    }
    boolean any = false;
    payloadBytesLeft = MAX_FULL_PAYLOADS * options.limits().profileBytes();
    for (int place = 0; place < profiles; place++) {
      any |= decode(place, record, output);
    }
    if (any) {
      reader.dictionaryProblems().tell(output);
    }
    if (reader.heldBytes() > KEPT_BYTES) {
      reader = new RequestReader(options);
    }
  }

  /** Decodes a profile; whether it was told. */
  private boolean decode(int place, RawRecord record, ProfileOutput output) {
    PayloadUse use;
    try {
      reader.readHead(place);
      use = reader.payloadUse(place);
      if (use == PayloadUse.NONE) {
        reader.readSamples(place, record.timestampMillis());
      }
    } catch (BadRecord e) {
      output.reject(new Rejection(e.reason(), e.getMessage(), reader.bytes(place)));
      return false;
    } catch (RuntimeException e) {
      output.reject(Rejection.ofFailure(e, reader.bytes(place)));
      startAgain();
      return false;
    }
    if (use == PayloadUse.NONE) {
      reader.problems().tell(output);
      tell(place, record, output);
      return true;
    }
    return use == PayloadUse.DECODED && decodePayload(record, output);
  }

  private boolean decodePayload(RawRecord record, ProfileOutput output) {
    if (payloadBytesLeft <= 0) {
      output.reject(tooMuch(reader.payload()));
      return false;
    }
    if (payloads == null) {
      payloads = new OriginalPayloads(options, teller);
    }
    boolean isRead = payloads.decode(reader, record, output);
    if (isRead) {
      reader.problems().tell(output);
    }
    payloadBytesLeft -= payloads.lastBytes();
    if (payloads.lastBytes() > KEPT_PAYLOAD_BYTES) {
      payloads = null;
    }
    return isRead;
  }

  private void tell(int place, RawRecord record, ProfileOutput output) {
    try {
      teller.tell(reader, record, output);
    } catch (BadRecord e) {
      output.reject(new Rejection(e.reason(), e.getMessage(), reader.bytes(place)));
    }
  }

  private static Rejection tooMuch(byte[] original) {
    return new Rejection(
        Reason.PROFILE_SIZE_LIMIT,
        "the original payloads of the record are too large together; send smaller batches",
        original);
  }

  /** A fault may have left the reader in any state; the other profiles need a sound one. */
  private void startAgain() {
    reader = new RequestReader(options);
    reader.open(data, length);
  }

  /** Finds the profiles of a record, or why there are none. */
  private Rejection open(RawRecord record) {
    try {
      read(record.value());
      profiles = reader.open(data, length);
      if (profiles == 0) {
        throw new BadRecord(
            Reason.EMPTY_RECORD, "the request has no profile; is it another signal or format?");
      }
      return null;
    } catch (BadRecord e) {
      return e.rejection();
    } catch (RuntimeException e) {
      reader = new RequestReader(options);
      return Rejection.ofFailure(e, null);
    }
  }

  private void read(byte[] value) {
    if (value == null || value.length == 0) {
      throw new BadRecord(
          Reason.EMPTY_RECORD, "the record has no value; was it meant to be a profile?");
    }
    uncompressor.read(value);
    data = uncompressor.buffer();
    length = uncompressor.length();
    if (length == 0) {
      throw new BadRecord(Reason.EMPTY_RECORD, "the compressed data is empty");
    }
    if (encoding == Encoding.JSON || encoding == Encoding.EITHER && startsWithBrace()) {
      json.read(data, length);
      data = json.buffer();
      length = json.length();
    }
  }

  /**
   * Whether the first byte that is no space is a brace. A line feed may as well be the first byte
   * of a protobuf message, and is taken for it.
   */
  private boolean startsWithBrace() {
    for (int i = 0; i < length; i++) {
      if (data[i] == '{') {
        return true;
      }
      if (data[i] != ' ' && data[i] != '\t' && data[i] != '\r') {
        return false;
      }
    }
    return false;
  }

  /** Bytes that stay allocated until the next record. */
  long heldBytes() {
    return reader.heldBytes() + uncompressor.buffer().length + json.buffer().length;
  }
}
