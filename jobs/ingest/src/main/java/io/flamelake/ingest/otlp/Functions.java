package io.flamelake.ingest.otlp;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.stacks.FrameKinds;
import io.flamelake.ingest.stacks.Frames;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/** The table {@code function_table}, each entry read when a frame first wants it. */
final class Functions {

  private static final int NAME_STRINDEX = Wire.tag(1, Wire.VARINT);
  private static final int SYSTEM_NAME_STRINDEX = Wire.tag(2, Wire.VARINT);
  private static final int FILENAME_STRINDEX = Wire.tag(3, Wire.VARINT);
  private static final int START_LINE = Wire.tag(4, Wire.VARINT);

  private static final byte UNKNOWN = 0;

  /** There is something to show. */
  static final byte GOOD = 1;

  /** There is neither a name nor a file. */
  static final byte NOTHING = 2;

  /** It is not there, damaged, or refers to a string that is not there. */
  static final byte BAD = 3;

  private static final int TEXTS = 3;

  private final Wire wire;
  private final Dictionary dictionary;
  private final Frames frames;
  private byte[] states = new byte[256];
  private byte[] kinds = new byte[256];
  private int[] texts = new int[256 * TEXTS];
  private long[] startLines = new long[256];
  private long[] ids = new long[256];
  private final int[] strindexes = new int[TEXTS];

  Functions(Wire wire, Dictionary dictionary, Frames frames) {
    this.wire = wire;
    this.dictionary = dictionary;
    this.frames = frames;
  }

  /** Starts with the functions that the dictionary holds now. */
  void reset() {
    int count = dictionary.functions.count();
    if (states.length < count) {
      int size = Math.max(count, states.length * 2);
      states = new byte[size];
      kinds = new byte[size];
      texts = new int[size * TEXTS];
      startLines = new long[size];
      ids = new long[size];
    }
    Arrays.fill(states, 0, count, UNKNOWN);
  }

  byte state(int index) {
    if (!dictionary.functions.has(index)) {
      return BAD;
    }
    if (states[index] == UNKNOWN) {
      states[index] = find(index);
    }
    return states[index];
  }

  /** Sets what a frame has of a good function; its kind must already be that of its mapping. */
  void set(int index) {
    frames.symbolized = true;
    frames.function = texts[index * TEXTS];
    frames.systemName = texts[index * TEXTS + 1];
    frames.file = texts[index * TEXTS + 2];
    frames.startLine = startLines[index];
    frames.functionId = ids[index];
    frames.kind = FrameKinds.of(kinds[index], frames.kind);
  }

  private byte find(int index) {
    try {
      return read(index, dictionary.functions.end(index));
    } catch (BadRecord e) {
      return BAD;
    }
  }

  private byte read(int index, int end) {
    Arrays.fill(strindexes, 0);
    startLines[index] = 0;
    wire.position = dictionary.functions.start(index);
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == NAME_STRINDEX) {
        strindexes[0] = (int) wire.varint();
      } else if (tag == SYSTEM_NAME_STRINDEX) {
        strindexes[1] = (int) wire.varint();
      } else if (tag == FILENAME_STRINDEX) {
        strindexes[2] = (int) wire.varint();
      } else if (tag == START_LINE) {
        startLines[index] = wire.varint();
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    return setTexts(index);
  }

  private byte setTexts(int index) {
    for (int strindex : strindexes) {
      if (!dictionary.hasText(strindex)) {
        return BAD;
      }
    }
    int named = dictionary.text(strindexes[0]);
    int told = dictionary.text(strindexes[1]);
    // A function without a name has its system name for one.
    int name = named == Texts.NONE ? told : named;
    int systemName = frames.systemName(name, told);
    int file = dictionary.text(strindexes[2]);
    if (name == Texts.NONE && file == Texts.NONE) {
      return NOTHING;
    }
    texts[index * TEXTS] = name;
    texts[index * TEXTS + 1] = systemName;
    texts[index * TEXTS + 2] = file;
    kinds[index] = (byte) FrameKinds.ofFile(dictionary.texts, file);
    ids[index] = frames.functionId(name, systemName, file, startLines[index]);
    return GOOD;
  }

  long heldBytes() {
    return 30L * states.length;
  }
}
