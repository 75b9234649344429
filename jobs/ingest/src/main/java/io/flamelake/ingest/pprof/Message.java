package io.flamelake.ingest.pprof;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/**
 * One {@code perftools.profiles.Profile} (proto/profile.proto of google/pprof): its tables read,
 * its samples only found, because they may stand before the tables that they refer to.
 */
final class Message {

  private static final int SAMPLE_TYPE = Wire.tag(1, Wire.BYTES);
  private static final int SAMPLE = Wire.tag(2, Wire.BYTES);
  private static final int MAPPING = Wire.tag(3, Wire.BYTES);
  private static final int LOCATION = Wire.tag(4, Wire.BYTES);
  private static final int FUNCTION = Wire.tag(5, Wire.BYTES);
  private static final int STRING_TABLE = Wire.tag(6, Wire.BYTES);
  private static final int TIME_NANOS = Wire.tag(9, Wire.VARINT);
  private static final int DURATION_NANOS = Wire.tag(10, Wire.VARINT);
  private static final int PERIOD_TYPE = Wire.tag(11, Wire.BYTES);
  private static final int PERIOD = Wire.tag(12, Wire.VARINT);

  private static final int VALUE_TYPE_TYPE = Wire.tag(1, Wire.VARINT);
  private static final int VALUE_TYPE_UNIT = Wire.tag(2, Wire.VARINT);

  /** Far more than any profiler has, and few enough to multiply with the samples. */
  static final int MAX_TYPES = 64;

  private final Limits limits;
  private int ownTexts;
  final Texts texts;
  final Mappings mappings = new Mappings();
  final Functions functions = new Functions();
  final Locations locations;

  /** Start and end of each sample, as {@code start << 32 | end}. */
  long[] samples = new long[1024];

  int sampleCount;
  final long[] typeName = new long[MAX_TYPES];
  final long[] typeUnit = new long[MAX_TYPES];
  int typeCount;
  private final long[] period = new long[2];
  private final long[] valueType = new long[2];
  long timeNanos;
  long durationNanos;
  long periodValue;

  Message(Limits limits) {
    this.limits = limits;
    this.texts = new Texts(limits.stringBytes());
    this.locations = new Locations(limits.tableEntries());
  }

  /** String index of the period type's name, 0 when not told. */
  long periodType() {
    return period[0];
  }

  long periodUnit() {
    return period[1];
  }

  /** Reads the message that the wire's first bytes are. */
  void read(Wire wire, int end) {
    reset(wire.data, end);
    wire.position = 0;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == STRING_TABLE) {
        checkRoom(texts.count(), "string_table");
        int stop = wire.readEnd(end);
        texts.add(wire.position, stop - wire.position);
        wire.position = stop;
      } else if (tag == SAMPLE) {
        int stop = wire.readEnd(end);
        addSample(wire.position, stop);
        wire.position = stop;
      } else if (tag == LOCATION) {
        checkRoom(locations.ids.count(), "location");
        locations.read(wire, wire.readEnd(end));
      } else if (tag == FUNCTION) {
        checkRoom(functions.ids.count(), "function");
        functions.read(wire, wire.readEnd(end));
      } else {
        readRare(wire, tag, end);
      }
    }
    wire.checkNotPast(end);
    ownTexts = texts.count();
    mappings.ids.seal();
    functions.ids.seal();
    locations.ids.seal();
  }

  private void reset(byte[] data, int end) {
    texts.reset(data, end + Uncompressor.PADDING);
    mappings.reset();
    functions.reset();
    locations.reset();
    sampleCount = 0;
    typeCount = 0;
    Arrays.fill(period, 0);
    timeNanos = 0;
    durationNanos = 0;
    periodValue = 0;
  }

  private void readRare(Wire wire, int tag, int end) {
    if (tag == MAPPING) {
      checkRoom(mappings.ids.count(), "mapping");
      mappings.read(wire, wire.readEnd(end));
    } else if (tag == SAMPLE_TYPE) {
      readSampleType(wire, wire.readEnd(end));
    } else if (tag == PERIOD_TYPE) {
      readValueType(wire, wire.readEnd(end), period);
    } else if (tag == TIME_NANOS) {
      timeNanos = wire.varint();
    } else if (tag == DURATION_NANOS) {
      durationNanos = wire.varint();
    } else if (tag == PERIOD) {
      periodValue = wire.varint();
    } else {
      wire.skip(tag, end);
    }
  }

  private void readSampleType(Wire wire, int end) {
    if (typeCount == MAX_TYPES) {
      throw new BadRecord(
          Reason.TABLES_LIMIT, "the profile has more than " + MAX_TYPES + " sample types");
    }
    Arrays.fill(valueType, 0);
    readValueType(wire, end, valueType);
    typeName[typeCount] = valueType[0];
    typeUnit[typeCount] = valueType[1];
    typeCount++;
  }

  private static void readValueType(Wire wire, int end, long[] into) {
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == VALUE_TYPE_TYPE) {
        into[0] = wire.varint();
      } else if (tag == VALUE_TYPE_UNIT) {
        into[1] = wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void addSample(int start, int end) {
    if (sampleCount == limits.samples()) {
      throw new BadRecord(
          Reason.SAMPLES_LIMIT,
          "the profile has more than "
              + limits.samples()
              + " samples; send shorter windows or raise the limit");
    }
    if (sampleCount == samples.length) {
      samples = Arrays.copyOf(samples, sampleCount * 2);
    }
    samples[sampleCount++] = (long) start << 32 | end;
  }

  private void checkRoom(int entries, String table) {
    if (entries == limits.tableEntries()) {
      throw new BadRecord(
          Reason.TABLES_LIMIT,
          "the profile's table " + table + " has more than " + limits.tableEntries() + " entries");
    }
  }

  /** Whether this is the index of a string of the profile; 0 is that of the absent one. */
  boolean hasText(long index) {
    return index == 0 || index > 0 && index < ownTexts;
  }

  /** The string of an index that {@link #hasText}. */
  static int text(long index) {
    return index == 0 ? Texts.NONE : (int) index;
  }

  long heldBytes() {
    return texts.heldBytes()
        + mappings.heldBytes()
        + functions.heldBytes()
        + locations.heldBytes()
        + 8L * samples.length;
  }
}
