package io.flamelake.ingest.otlp;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/** The table {@code attribute_table}, each entry read when something first refers to it. */
final class Attributes {

  private static final int KEY_STRINDEX = Wire.tag(1, Wire.VARINT);
  private static final int VALUE = Wire.tag(2, Wire.BYTES);

  /** Not read yet. */
  private static final byte UNKNOWN = 0;

  /** It is damaged, or refers to a string that is not there. */
  static final byte BAD = 1;

  /** Index 0, or an entry without a key or a value. */
  static final byte ABSENT = 2;

  /** Its value is a string. */
  static final byte STRING = 3;

  /** Its value is a number or a boolean. */
  static final byte SCALAR = 4;

  private final Wire wire;
  private final Dictionary dictionary;
  private final AnyValue value;
  private byte[] states = new byte[256];
  private AttributeRole[] roles = new AttributeRole[256];
  private int[] keys = new int[256];
  private int[] values = new int[256];
  private int[] services = new int[256];

  Attributes(Wire wire, Dictionary dictionary) {
    this.wire = wire;
    this.dictionary = dictionary;
    value = new AnyValue(dictionary);
  }

  /** Starts with the attributes that the dictionary holds now. */
  void reset() {
    int count = dictionary.attributes.count();
    if (states.length < count) {
      int size = Math.max(count, states.length * 2);
      states = new byte[size];
      roles = new AttributeRole[size];
      keys = new int[size];
      values = new int[size];
      services = new int[size];
    }
    Arrays.fill(states, 0, count, UNKNOWN);
  }

  /** What the attribute of an index is; the other methods are for good ones. */
  byte state(int index) {
    if (!dictionary.attributes.has(index)) {
      return index == 0 ? ABSENT : BAD;
    }
    if (states[index] == UNKNOWN) {
      states[index] = find(index);
    }
    return states[index];
  }

  AttributeRole role(int index) {
    return roles[index];
  }

  /** The text of its key. */
  int key(int index) {
    return keys[index];
  }

  /** The text of its value. */
  int value(int index) {
    return values[index];
  }

  /** The text of the service that it tells, if it tells one. */
  int service(int index) {
    return services[index];
  }

  private byte find(int index) {
    try {
      return read(index, dictionary.attributes.end(index));
    } catch (BadRecord e) {
      return BAD;
    }
  }

  private byte read(int index, int end) {
    int key = 0;
    value.clear();
    wire.position = dictionary.attributes.start(index);
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == KEY_STRINDEX) {
        key = (int) wire.varint();
      } else if (tag == VALUE) {
        value.read(wire, wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    if (!dictionary.hasText(key) || value.isBad()) {
      return BAD;
    }
    keys[index] = dictionary.text(key);
    values[index] = value.text();
    if (keys[index] == Texts.NONE || values[index] == Texts.NONE) {
      return ABSENT;
    }
    roles[index] = AttributeRole.of(dictionary.texts, keys[index]);
    services[index] =
        roles[index] == AttributeRole.EXECUTABLE_PATH
            ? baseName(dictionary.texts, values[index])
            : values[index];
    return value.isString() ? STRING : SCALAR;
  }

  /** What follows the last slash of a path. */
  static int baseName(Texts texts, int path) {
    int start = texts.offset(path);
    int end = start + texts.length(path);
    byte[] data = texts.data();
    for (int i = end; i > start; i--) {
      if (data[i - 1] == '/' || data[i - 1] == '\\') {
        return i == end ? Texts.NONE : texts.add(i, end - i);
      }
    }
    return path;
  }

  long heldBytes() {
    return 21L * states.length;
  }
}
