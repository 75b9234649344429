package io.flamelake.ingest.otlp;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.stacks.FrameKinds;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/**
 * The table {@code mapping_table}: files and build ids. Its address ranges are not needed, for
 * addresses already are those of the file.
 */
final class Mappings {

  private static final int FILENAME_STRINDEX = Wire.tag(4, Wire.VARINT);
  private static final int ATTRIBUTE_INDICES = Wire.tag(5, Wire.VARINT);
  private static final int ATTRIBUTE_INDICES_PACKED = Wire.tag(5, Wire.BYTES);

  private static final byte UNKNOWN = 0;
  private static final byte GOOD = 1;
  private static final byte BAD = 2;

  private final Wire wire;
  private final Dictionary dictionary;
  private final Attributes attributes;
  private final Indexes references = new Indexes();
  private byte[] states = new byte[64];
  private int[] files = new int[64];
  private int[] buildIds = new int[64];
  private int[] kinds = new int[64];

  Mappings(Wire wire, Dictionary dictionary, Attributes attributes) {
    this.wire = wire;
    this.dictionary = dictionary;
    this.attributes = attributes;
  }

  /** Starts with the mappings that the dictionary holds now. */
  void reset() {
    int count = dictionary.mappings.count();
    if (states.length < count) {
      int size = Math.max(count, states.length * 2);
      states = new byte[size];
      files = new int[size];
      buildIds = new int[size];
      kinds = new int[size];
    }
    Arrays.fill(states, 0, count, UNKNOWN);
  }

  /** Whether there is a mapping of this index that can be read. */
  boolean has(int index) {
    if (!dictionary.mappings.has(index)) {
      return false;
    }
    if (states[index] == UNKNOWN) {
      states[index] = find(index);
    }
    return states[index] == GOOD;
  }

  int file(int index) {
    return files[index];
  }

  int buildId(int index) {
    return buildIds[index];
  }

  int kind(int index) {
    return kinds[index];
  }

  private byte find(int index) {
    try {
      return read(index, dictionary.mappings.end(index));
    } catch (BadRecord e) {
      return BAD;
    }
  }

  private byte read(int index, int end) {
    int file = 0;
    references.reset();
    wire.position = dictionary.mappings.start(index);
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == FILENAME_STRINDEX) {
        file = (int) wire.varint();
      } else if (tag == ATTRIBUTE_INDICES_PACKED) {
        references.readPacked(wire, wire.readEnd(end));
      } else if (tag == ATTRIBUTE_INDICES) {
        references.add((int) wire.varint());
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    if (!dictionary.hasText(file)) {
      return BAD;
    }
    files[index] = dictionary.text(file);
    buildIds[index] = findBuildId();
    kinds[index] = FrameKinds.ofMapping(dictionary.texts, files[index]);
    return GOOD;
  }

  /** The first of GNU's, Go's and the profiler's own: the order in which others know them. */
  private int findBuildId() {
    int found = Texts.NONE;
    AttributeRole foundRole = null;
    for (int i = 0; i < references.count(); i++) {
      int attribute = references.get(i);
      if (attributes.state(attribute) == Attributes.STRING) {
        AttributeRole role = attributes.role(attribute);
        if (role.isBuildId() && (foundRole == null || role.compareTo(foundRole) < 0)) {
          foundRole = role;
          found = attributes.value(attribute);
        }
      }
    }
    return found;
  }

  long heldBytes() {
    return 13L * states.length + references.heldBytes();
  }
}
