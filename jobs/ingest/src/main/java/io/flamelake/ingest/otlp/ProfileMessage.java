package io.flamelake.ingest.otlp;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One {@code Profile}: its fields read, its samples only found. */
final class ProfileMessage {

  private static final int SAMPLE_TYPE = Wire.tag(1, Wire.BYTES);
  private static final int SAMPLES = Wire.tag(2, Wire.BYTES);
  private static final int TIME_UNIX_NANO = Wire.tag(3, Wire.FIXED64);
  private static final int DURATION_NANO = Wire.tag(4, Wire.VARINT);
  private static final int PERIOD_TYPE = Wire.tag(5, Wire.BYTES);
  private static final int PERIOD = Wire.tag(6, Wire.VARINT);
  private static final int ORIGINAL_PAYLOAD_FORMAT = Wire.tag(9, Wire.BYTES);
  private static final int ORIGINAL_PAYLOAD = Wire.tag(10, Wire.BYTES);
  private static final int ATTRIBUTE_INDICES = Wire.tag(11, Wire.VARINT);
  private static final int ATTRIBUTE_INDICES_PACKED = Wire.tag(11, Wire.BYTES);

  /** More than any name that is known. */
  private static final int MAX_FORMAT_BYTES = 128;

  private static final int TYPE_STRINDEX = Wire.tag(1, Wire.VARINT);
  private static final int UNIT_STRINDEX = Wire.tag(2, Wire.VARINT);

  private final int maxSamples;
  final Slices samples = new Slices();
  final Indexes attributes = new Indexes();

  /** String indexes of type and unit, as those of the period. */
  final int[] sampleType = new int[2];

  final int[] periodType = new int[2];
  long timeNanos;
  long durationNanos;
  long period;
  private int formatStart;
  private int formatEnd;
  int payloadStart;
  int payloadEnd;

  ProfileMessage(Limits limits) {
    maxSamples = limits.samples();
  }

  void read(Wire wire, int start, int end) {
    reset();
    wire.position = start;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == SAMPLES) {
        int stop = wire.readEnd(end);
        addSample(wire.position, stop);
        wire.position = stop;
      } else if (tag == TIME_UNIX_NANO) {
        timeNanos = wire.fixed64(end);
      } else if (tag == DURATION_NANO) {
        durationNanos = wire.varint();
      } else if (tag == PERIOD) {
        period = wire.varint();
      } else {
        readRare(wire, tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void reset() {
    samples.reset();
    attributes.reset();
    Arrays.fill(sampleType, 0);
    Arrays.fill(periodType, 0);
    timeNanos = 0;
    durationNanos = 0;
    period = 0;
    formatStart = 0;
    formatEnd = 0;
    payloadStart = 0;
    payloadEnd = 0;
  }

  private void readRare(Wire wire, int tag, int end) {
    if (tag == SAMPLE_TYPE) {
      readValueType(wire, wire.readEnd(end), sampleType);
    } else if (tag == PERIOD_TYPE) {
      readValueType(wire, wire.readEnd(end), periodType);
    } else if (tag == ATTRIBUTE_INDICES_PACKED) {
      attributes.readPacked(wire, wire.readEnd(end));
    } else if (tag == ATTRIBUTE_INDICES) {
      attributes.add((int) wire.varint());
    } else if (tag == ORIGINAL_PAYLOAD_FORMAT) {
      formatEnd = wire.readEnd(end);
      formatStart = wire.position;
      wire.position = formatEnd;
    } else if (tag == ORIGINAL_PAYLOAD) {
      payloadEnd = wire.readEnd(end);
      payloadStart = wire.position;
      wire.position = payloadEnd;
    } else {
      wire.skip(tag, end);
    }
  }

  private static void readValueType(Wire wire, int end, int[] into) {
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == TYPE_STRINDEX) {
        into[0] = (int) wire.varint();
      } else if (tag == UNIT_STRINDEX) {
        into[1] = (int) wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void addSample(int start, int end) {
    if (samples.count() == maxSamples) {
      throw new BadRecord(
          Reason.SAMPLES_LIMIT,
          "the profile has more than "
              + maxSamples
              + " samples; send shorter windows or raise the limit");
    }
    samples.add(start, end);
  }

  /** Whether there is an original payload. */
  boolean hasPayload() {
    return payloadEnd > payloadStart;
  }

  /** What the payload is said to be, cut when long; empty when it is not said. */
  String payloadFormat(byte[] data) {
    int length = Math.min(MAX_FORMAT_BYTES, formatEnd - formatStart);
    return new String(data, formatStart, length, StandardCharsets.UTF_8);
  }

  long heldBytes() {
    return samples.heldBytes() + attributes.heldBytes();
  }
}
