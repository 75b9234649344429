package io.flamelake.ingest.otlp;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;
import io.flamelake.stacks.LongIndex;
import java.util.Arrays;

/**
 * The table {@code link_table}: trace and span ids as lower-case hex, as the tables have them. An
 * id of zeros, or of none, is none.
 */
final class Links {

  private static final int TRACE_ID = Wire.tag(1, Wire.BYTES);
  private static final int SPAN_ID = Wire.tag(2, Wire.BYTES);

  /** The bytes of a trace id, the longer one. */
  private static final int MAX_BYTES = 16;

  private static final byte UNKNOWN = 0;
  private static final byte GOOD = 1;
  private static final byte BAD = 2;

  private final Wire wire;
  private final Dictionary dictionary;
  private byte[] states = new byte[64];
  private int[] traces = new int[64];
  private int[] spans = new int[64];
  private final LongIndex textByHash = new LongIndex();

  Links(Wire wire, Dictionary dictionary) {
    this.wire = wire;
    this.dictionary = dictionary;
  }

  /** Starts with the links that the dictionary holds now. */
  void reset() {
    int count = dictionary.links.count();
    if (states.length < count) {
      int size = Math.max(count, states.length * 2);
      states = new byte[size];
      traces = new int[size];
      spans = new int[size];
    }
    Arrays.fill(states, 0, count, UNKNOWN);
    textByHash.reset();
  }

  /** Whether there is a link of this index that can be read. */
  boolean has(int index) {
    if (!dictionary.links.has(index)) {
      return false;
    }
    if (states[index] == UNKNOWN) {
      states[index] = find(index);
    }
    return states[index] == GOOD;
  }

  /** The text of a link's trace id, or {@link Texts#NONE}; equal ids are equal texts. */
  int trace(int index) {
    return traces[index];
  }

  /** The text of a link's span id, or {@link Texts#NONE}; equal ids are equal texts. */
  int span(int index) {
    return spans[index];
  }

  private byte find(int index) {
    try {
      read(index, dictionary.links.end(index));
      return GOOD;
    } catch (BadRecord e) {
      return BAD;
    }
  }

  private void read(int index, int end) {
    traces[index] = Texts.NONE;
    spans[index] = Texts.NONE;
    wire.position = dictionary.links.start(index);
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == TRACE_ID) {
        traces[index] = hex(wire.readEnd(end));
      } else if (tag == SPAN_ID) {
        spans[index] = hex(wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private int hex(int end) {
    int start = wire.position;
    wire.position = end;
    if (end - start > MAX_BYTES) {
      throw wire.damaged("an id of more than " + MAX_BYTES + " bytes ends");
    }
    byte[] hex = new byte[2 * (end - start)];
    int any = 0;
    for (int i = start; i < end; i++) {
      int b = wire.data[i] & 0xff;
      any |= b;
      hex[2 * (i - start)] = (byte) Character.forDigit(b >>> 4, 16);
      hex[2 * (i - start) + 1] = (byte) Character.forDigit(b & 15, 16);
    }
    if (any == 0) {
      return Texts.NONE;
    }
    int text = dictionary.texts.add(hex);
    int same = textByHash.get(dictionary.texts.hash(text));
    if (same == LongIndex.ABSENT) {
      textByHash.put(dictionary.texts.hash(text), text);
      return text;
    }
    return same;
  }

  long heldBytes() {
    return 9L * states.length + textByHash.heldBytes();
  }
}
