package io.flamelake.symbolize.resolve;

import io.flamelake.stacks.FrameReader;
import io.flamelake.stacks.FrameReader.Text;
import io.flamelake.symbolize.sources.IndexAnswer;
import io.flamelake.symbolize.sources.Unavailable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The builds of one stack after the other: what is known of each, and what is not found. */
final class Builds {
  private static final int REASONS = Unavailable.values().length;
  private static final byte[] NOTHING = {};

  /** Stands for no build. */
  static final int NONE = -1;

  private String[] ids;
  private IndexAnswer[] answers;
  private IndexTexts[] texts = {};
  private byte[][] mappings = {};
  private byte[][] buildIds = {};
  private int[] missed = {};
  private int[] met = {};
  private int metCount;
  private int last;

  void reset(String[] newIds, IndexAnswer[] newAnswers) {
    ids = newIds;
    answers = newAnswers;
    int count = newIds.length;
    if (texts.length < count) {
      texts = new IndexTexts[count];
      mappings = new byte[count][];
      buildIds = new byte[count][];
      missed = new int[count * REASONS];
      met = new int[count];
    }
    Arrays.fill(texts, 0, count, null);
    Arrays.fill(mappings, 0, count, NOTHING);
    Arrays.fill(buildIds, 0, count, NOTHING);
    Arrays.fill(missed, 0, count * REASONS, 0);
    metCount = 0;
    last = 0;
  }

  /** Which build the reader's frame is of; {@link #NONE} if of none that was told. */
  int of(FrameReader frame) {
    for (int i = 0; i < ids.length; i++) {
      int build = (last + i) % ids.length;
      if (isOf(frame, ids[build])) {
        last = build;
        return build;
      }
    }
    return NONE;
  }

  /** Build ids are of ASCII: anything else is none, and no index has it. */
  private static boolean isOf(FrameReader frame, String id) {
    int length = frame.length(Text.BUILD_ID);
    if (length != id.length()) {
      return false;
    }
    byte[] data = frame.bytes(Text.BUILD_ID);
    int start = frame.offset(Text.BUILD_ID);
    for (int i = 0; i < length; i++) {
      if (data[start + i] != id.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  IndexAnswer answer(int build) {
    return answers[build];
  }

  IndexTexts texts(int build) {
    return texts[build];
  }

  void texts(int build, IndexTexts found) {
    texts[build] = found;
  }

  byte[] mapping(int build) {
    return mappings[build];
  }

  byte[] buildId(int build) {
    return buildIds[build];
  }

  /** Keeps the bytes of the build's last frame: the next one mostly has the same. */
  void keep(int build, byte[] mapping, byte[] buildId) {
    mappings[build] = mapping;
    buildIds[build] = buildId;
  }

  /** Takes note of a frame that stays as it is, as nobody can look it up. */
  void leave(int build) {
    if (!isMet(build)) {
      met[metCount++] = build;
    }
  }

  /** Counts a frame that stays as it is. */
  void miss(int build, Unavailable reason) {
    leave(build);
    missed[build * REASONS + reason.ordinal()]++;
  }

  private boolean isMet(int build) {
    for (int i = 0; i < metCount; i++) {
      if (met[i] == build) {
        return true;
      }
    }
    return false;
  }

  /** The build ids of frames that stay as they are, each once, in the order met. */
  String[] missing() {
    String[] missing = new String[metCount];
    for (int i = 0; i < metCount; i++) {
      missing[i] = ids[met[i]];
    }
    return missing;
  }

  List<Unresolved> unresolved() {
    if (metCount == 0) {
      return List.of();
    }
    List<Unresolved> unresolved = new ArrayList<>(metCount);
    for (int i = 0; i < metCount; i++) {
      for (Unavailable reason : Unavailable.values()) {
        int frames = missed[met[i] * REASONS + reason.ordinal()];
        if (frames > 0) {
          unresolved.add(new Unresolved(ids[met[i]], reason, frames));
        }
      }
    }
    return unresolved;
  }
}
