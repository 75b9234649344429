package io.flamelake.ingest.folded;

import io.flamelake.ingest.decode.StackProfile;
import io.flamelake.ingest.stacks.Frames;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.stacks.FrameKind;

/**
 * Makes frames of names. The annotations that async-profiler and FlameGraph's scripts put behind a
 * name are taken off: {@code _[j]}, {@code _[0]} and {@code _[1]} (compiled, interpreted, compiled
 * by C1) tell that the JVM runs it, {@code _[i]} that it is inlined too, {@code _[k]} the kernel.
 */
final class FrameNames {

  private static final int ANNOTATION_BYTES = 4;

  private final Frames frames;
  private final Texts texts;

  FrameNames(StackProfile profile) {
    frames = profile.frames();
    texts = profile.texts();
  }

  /** Adds the frame of the name at these bytes, which is not empty, and returns its row. */
  int add(byte[] data, int start, int end) {
    frames.clear();
    int nameEnd = end;
    if (end - start > ANNOTATION_BYTES
        && data[end - 4] == '_'
        && data[end - 3] == '['
        && data[end - 1] == ']'
        && annotate(data[end - 2])) {
      nameEnd = end - ANNOTATION_BYTES;
    }
    frames.symbolized = true;
    frames.function = texts.add(start, nameEnd - start);
    frames.functionId = frames.functionId(frames.function, Texts.NONE, Texts.NONE, 0);
    return frames.add();
  }

  private boolean annotate(byte letter) {
    switch (letter) {
      case 'j', '0', '1' -> frames.kind = FrameKind.JVM.code();
      case 'i' -> {
        frames.kind = FrameKind.JVM.code();
        frames.inlined = true;
      }
      case 'k' -> frames.kind = FrameKind.KERNEL.code();
      default -> {
        return false;
      }
    }
    return true;
  }
}
