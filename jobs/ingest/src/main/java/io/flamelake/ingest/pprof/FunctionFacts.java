package io.flamelake.ingest.pprof;

import io.flamelake.ingest.stacks.FrameKinds;
import io.flamelake.ingest.stacks.Frames;
import io.flamelake.ingest.stacks.Texts;
import java.util.Arrays;

/** What frames have of their functions, found out for each function when a frame first wants it. */
final class FunctionFacts {

  /** Not found out yet. */
  static final byte UNKNOWN = 0;

  /** There is something to show. */
  static final byte GOOD = 1;

  /** There is neither a name nor a file. */
  static final byte NOTHING = 2;

  /** It refers to a string that is not there. */
  static final byte BAD = 3;

  private static final int TEXTS = 3;

  private final Message message;
  private final Frames frames;
  private byte[] states = new byte[256];
  private byte[] kinds = new byte[256];
  private int[] texts = new int[256 * TEXTS];
  private long[] ids = new long[256];

  FunctionFacts(Message message, Frames frames) {
    this.message = message;
    this.frames = frames;
  }

  void reset() {
    int functions = message.functions.ids.count();
    if (states.length < functions) {
      int size = Math.max(functions, states.length * 2);
      states = new byte[size];
      kinds = new byte[size];
      texts = new int[size * TEXTS];
      ids = new long[size];
    }
    Arrays.fill(states, 0, functions, UNKNOWN);
  }

  /** What is known of a function, after it was found out. */
  byte state(int function) {
    byte state = states[function];
    if (state == UNKNOWN) {
      state = find(function);
      states[function] = state;
    }
    return state;
  }

  /** Sets what a frame has of a good function; its kind must already be that of its mapping. */
  void set(int function) {
    frames.symbolized = true;
    frames.function = texts[function * TEXTS];
    frames.systemName = texts[function * TEXTS + 1];
    frames.file = texts[function * TEXTS + 2];
    frames.startLine = message.functions.startLine[function];
    frames.functionId = ids[function];
    frames.kind = FrameKinds.of(kinds[function], frames.kind);
  }

  /** The index of the first string of a bad function that is not there. */
  long badText(int function) {
    Functions functions = message.functions;
    if (!message.hasText(functions.name[function])) {
      return functions.name[function];
    }
    return message.hasText(functions.systemName[function])
        ? functions.filename[function]
        : functions.systemName[function];
  }

  private byte find(int function) {
    Functions functions = message.functions;
    if (!message.hasText(functions.name[function])
        || !message.hasText(functions.systemName[function])
        || !message.hasText(functions.filename[function])) {
      return BAD;
    }
    int told = shown(functions.systemName[function]);
    int named = shown(functions.name[function]);
    // A function without a name has its system name for one.
    int name = named == Texts.NONE ? told : named;
    int systemName = frames.systemName(name, told);
    int file = shown(functions.filename[function]);
    if (name == Texts.NONE && file == Texts.NONE) {
      return NOTHING;
    }
    texts[function * TEXTS] = name;
    texts[function * TEXTS + 1] = systemName;
    texts[function * TEXTS + 2] = file;
    kinds[function] = (byte) FrameKinds.ofFile(message.texts, file);
    ids[function] = frames.functionId(name, systemName, file, functions.startLine[function]);
    return GOOD;
  }

  private int shown(long index) {
    return message.texts.shown(Message.text(index));
  }

  long heldBytes() {
    return 22L * states.length;
  }
}
