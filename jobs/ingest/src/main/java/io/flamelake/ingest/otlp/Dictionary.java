package io.flamelake.ingest.otlp;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;

/**
 * The {@code ProfilesDictionary} of a request (profiles.proto of opentelemetry-proto 1.11, package
 * {@code v1development}): where its entries stand. They are read when something first refers to
 * them, so a damaged one costs no more than what refers to it.
 */
final class Dictionary {

  private static final int MAPPING_TABLE = Wire.tag(1, Wire.BYTES);
  private static final int LOCATION_TABLE = Wire.tag(2, Wire.BYTES);
  private static final int FUNCTION_TABLE = Wire.tag(3, Wire.BYTES);
  private static final int LINK_TABLE = Wire.tag(4, Wire.BYTES);
  private static final int STRING_TABLE = Wire.tag(5, Wire.BYTES);
  private static final int ATTRIBUTE_TABLE = Wire.tag(6, Wire.BYTES);
  private static final int STACK_TABLE = Wire.tag(7, Wire.BYTES);

  private final int maxEntries;
  private int ownTexts;
  final Texts texts;
  final Slices mappings = new Slices();
  final Slices locations = new Slices();
  final Slices functions = new Slices();
  final Slices links = new Slices();
  final Slices attributes = new Slices();
  final Slices stacks = new Slices();

  Dictionary(Limits limits) {
    maxEntries = limits.tableEntries();
    texts = new Texts(limits.stringBytes());
  }

  /** Forgets all entries; new ones are of a message of so many bytes. */
  void reset(byte[] data, int length) {
    texts.reset(data, length + Uncompressor.PADDING);
    ownTexts = 0;
    mappings.reset();
    locations.reset();
    functions.reset();
    links.reset();
    attributes.reset();
    stacks.reset();
  }

  /** Adds the entries of a {@code ProfilesDictionary}, of which a message should have one. */
  void read(Wire wire, int end) {
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == STRING_TABLE) {
        int stop = wire.readEnd(end);
        checkRoom(texts.count());
        texts.add(wire.position, stop - wire.position);
        wire.position = stop;
        continue;
      }
      Slices table = table(tag);
      if (table == null) {
        wire.skip(tag, end);
      } else {
        int stop = wire.readEnd(end);
        checkRoom(table.count());
        table.add(wire.position, stop);
        wire.position = stop;
      }
    }
    wire.checkNotPast(end);
    ownTexts = texts.count();
  }

  private Slices table(int tag) {
    if (tag == LOCATION_TABLE) {
      return locations;
    } else if (tag == STACK_TABLE) {
      return stacks;
    } else if (tag == FUNCTION_TABLE) {
      return functions;
    } else if (tag == MAPPING_TABLE) {
      return mappings;
    } else if (tag == ATTRIBUTE_TABLE) {
      return attributes;
    }
    return tag == LINK_TABLE ? links : null;
  }

  private void checkRoom(int entries) {
    if (entries == maxEntries) {
      throw new BadRecord(
          Reason.TABLES_LIMIT,
          "a table of the request's dictionary has more than " + maxEntries + " entries");
    }
  }

  /** Whether this is the index of a string; 0 is that of the absent one. */
  boolean hasText(int index) {
    return index == 0 || index > 0 && index < ownTexts;
  }

  /** The string of an index that {@link #hasText}; {@link Texts#NONE} for an empty one. */
  int text(int index) {
    return index == 0 ? Texts.NONE : texts.shown(index);
  }

  long heldBytes() {
    return texts.heldBytes()
        + mappings.heldBytes()
        + locations.heldBytes()
        + functions.heldBytes()
        + links.heldBytes()
        + attributes.heldBytes()
        + stacks.heldBytes();
  }
}
