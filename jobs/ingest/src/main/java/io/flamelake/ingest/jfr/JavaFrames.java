package io.flamelake.ingest.jfr;

import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.decode.StackProfile;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.Frames;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.stacks.FrameKind;
import io.flamelake.stacks.LongIndex;
import java.util.Map;
import one.jfr.ClassRef;
import one.jfr.JfrReader;
import one.jfr.MethodRef;
import one.jfr.StackTrace;

/** Makes frames of the stack traces of a chunk. */
final class JavaFrames {

  private static final byte[] NONE = {};
  private static final int LINE_SHIFT = 16;

  /** The line -1 of the JVM, in the 16 bits that the reader keeps. */
  private static final int NO_LINE = 0xffff;

  private static final long NO_STACK = 0;

  private final StackProfile profile;
  private final Problems problems;
  private final LongIndex frameByKey = new LongIndex();
  private final LongIndex textByHash = new LongIndex();
  private JfrReader constants;
  private Map<Integer, String> frameTypes;
  private boolean byAsyncProfiler;

  JavaFrames(StackProfile profile, Problems problems) {
    this.profile = profile;
    this.problems = problems;
  }

  /** Starts with a profile of a chunk. */
  void reset(JfrReader newConstants) {
    constants = newConstants;
    frameByKey.reset();
    textByHash.reset();
    frameTypes = constants.enums.getOrDefault("jdk.types.FrameType", Map.of());
    // The JVM says native of Java methods that are, async-profiler of code that is not Java.
    byAsyncProfiler = frameTypes.containsValue("Kernel");
  }

  /** Pushes the frames of a stack trace. */
  void push(long id) {
    StackTrace stack = constants.stackTraces.get(id);
    if (stack == null) {
      if (id != NO_STACK) {
        profile.push(invalid("an event refers to stack trace " + id));
      }
      return;
    }
    for (int i = 0; i < stack.methods.length; i++) {
      if (!profile.push(frame(stack.methods[i], stack.types[i], stack.locations[i]))) {
        return;
      }
    }
  }

  private int frame(long method, byte type, int location) {
    long key =
        Hashing.xxh3_64()
            .hashLongLongToLong(method, (long) type << Integer.SIZE | location >>> LINE_SHIFT);
    int frame = frameByKey.get(key);
    if (frame == LongIndex.ABSENT) {
      frame = make(method, type, location >>> LINE_SHIFT);
      frameByKey.put(key, frame);
    }
    return frame;
  }

  private int make(long methodId, byte type, int line) {
    MethodRef method = constants.methods.get(methodId);
    if (method == null) {
      return invalid("a stack trace refers to method " + methodId);
    }
    ClassRef of = constants.classes.get(method.cls);
    byte[] ofClass = of == null ? null : constants.symbols.get(of.name);
    byte[] name = constants.symbols.get(method.name);
    Frames frames = profile.frames();
    frames.clear();
    frames.symbolized = true;
    frames.line = line == NO_LINE ? 0 : line;
    setKind(frames, frameTypes.getOrDefault((int) type, ""));
    if (frames.kind == FrameKind.JVM.code()) {
      frames.function = text(javaName(ofClass, name));
    } else {
      frames.function = text(name);
      frames.mapping = text(ofClass);
    }
    frames.functionId = frames.functionId(frames.function, Texts.NONE, Texts.NONE, 0);
    return frames.add();
  }

  private void setKind(Frames frames, String type) {
    frames.inlined = type.equals("Inlined");
    FrameKind kind =
        switch (type) {
          case "Kernel" -> FrameKind.KERNEL;
          case "C++" -> FrameKind.NATIVE;
          case "Native" -> byAsyncProfiler ? FrameKind.NATIVE : FrameKind.JVM;
          default -> FrameKind.JVM;
        };
    frames.kind = kind.code();
  }

  /** {@code package.Class.method}. */
  private static byte[] javaName(byte[] ofClass, byte[] method) {
    byte[] first = ofClass == null ? NONE : ofClass;
    byte[] last = method == null ? NONE : method;
    if (first.length == 0 || last.length == 0) {
      return first.length == 0 ? last : first;
    }
    byte[] name = new byte[first.length + 1 + last.length];
    for (int i = 0; i < first.length; i++) {
      name[i] = first[i] == '/' ? (byte) '.' : first[i];
    }
    name[first.length] = '.';
    System.arraycopy(last, 0, name, first.length + 1, last.length);
    return name;
  }

  private int text(byte[] utf8) {
    if (utf8 == null || utf8.length == 0) {
      return Texts.NONE;
    }
    long hash = Hashing.xxh3_64().hashBytesToLong(utf8);
    int text = textByHash.get(hash);
    if (text == LongIndex.ABSENT) {
      text = profile.texts().add(utf8);
      textByHash.put(hash, text);
    }
    return text;
  }

  private int invalid(String refersTo) {
    problems.repaired(Repair.INVALID_FRAME, 1);
    problems.part(
        Reason.INVALID_REFERENCE, refersTo + ", which is not there; its frame became [invalid]");
    return profile.frames().invalid();
  }
}
