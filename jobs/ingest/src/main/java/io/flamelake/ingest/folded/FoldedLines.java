package io.flamelake.ingest.folded;

import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.StackProfile;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.stacks.LongIndex;
import java.nio.charset.StandardCharsets;

/**
 * Reads lines of folded stacks into a profile. A line is frames, the root first, with {@code ;}
 * between them, then space and the count, which ends the line. Empty lines and lines that start
 * with {@code #} say nothing.
 */
final class FoldedLines {

  private static final Hasher64 XXH3 = Hashing.xxh3_64();
  private static final int SHOWN_BYTES = 100;

  private final Limits limits;
  private final StackProfile profile;
  private final Problems problems;
  private final FrameNames names;
  private final LongIndex frameByName = new LongIndex();
  private final long[] value = new long[1];
  private byte[] data;
  private int lineNumber;
  private int good;
  private int bad;

  FoldedLines(Limits limits, StackProfile profile, Problems problems) {
    this.limits = limits;
    this.profile = profile;
    this.problems = problems;
    names = new FrameNames(profile);
  }

  /**
   * Reads a text; bad lines are counted and left out.
   *
   * @throws BadRecord when no line is good, or there are too many of anything
   */
  void read(byte[] text, int length) {
    data = text;
    frameByName.reset();
    profile.reset(text, length + Uncompressor.PADDING, 1, lineCount(length));
    lineNumber = 0;
    good = 0;
    bad = 0;
    for (int start = 0; start < length; ) {
      int end = indexOf((byte) '\n', start, length);
      lineNumber++;
      readLine(start, end);
      start = end + 1;
    }
    checkAny();
  }

  private int lineCount(int length) {
    int lines = 1;
    for (int i = 0; i < length; i++) {
      lines += data[i] == '\n' ? 1 : 0;
    }
    return Math.min(lines, limits.samples());
  }

  private void checkAny() {
    if (good > 0) {
      return;
    }
    if (bad == 0) {
      throw new BadRecord(Reason.EMPTY_RECORD, "the text has no line with a stack");
    }
    throw new BadRecord(
        Reason.MALFORMED_FOLDED,
        "none of the text's "
            + bad
            + " lines is a stack and a count, such as main;work 42; is it another format?");
  }

  private void readLine(int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isSpace(data[start])) {
      start++;
    }
    while (start < end && isSpace(data[end - 1])) {
      end--;
    }
    if (start == end || data[start] == '#') {
      return;
    }
    int count = end;
    while (count > start && !isSpace(data[count - 1])) {
      count--;
    }
    if (!readCount(count, end)) {
      bad(start, end, "does not end in a count");
      return;
    }
    int stackEnd = count;
    while (stackEnd > start && isSpace(data[stackEnd - 1])) {
      stackEnd--;
    }
    if (!pushFrames(start, stackEnd)) {
      bad(start, end, "has no frame");
      return;
    }
    if (++good > limits.samples()) {
      throw new BadRecord(
          Reason.SAMPLES_LIMIT,
          "the text has more than "
              + limits.samples()
              + " stacks; send shorter windows or raise the limit");
    }
    profile.add(value);
  }

  /** Reads digits, which may have a sign before and a fraction behind, which is rounded. */
  private boolean readCount(int start, int end) {
    boolean negative = start < end && data[start] == '-';
    int p = negative ? start + 1 : start;
    int digits = p;
    long number = 0;
    while (p < end && isDigit(data[p])) {
      int digit = data[p++] - '0';
      if (number > (Long.MAX_VALUE - digit) / 10) {
        return false;
      }
      number = number * 10 + digit;
    }
    if (p == digits) {
      return false;
    }
    if (p < end && data[p] == '.') {
      p++;
      if (p < end && data[p] >= '5' && isDigit(data[p]) && number < Long.MAX_VALUE) {
        number++;
      }
      while (p < end && isDigit(data[p])) {
        p++;
      }
    }
    value[0] = negative ? -number : number;
    return p == end;
  }

  /** Pushes the frames, the leaf first; empty ones are left out. */
  private boolean pushFrames(int start, int end) {
    profile.drop();
    boolean any = false;
    int stop = end;
    while (stop >= start) {
      int from = stop;
      while (from > start && data[from - 1] != ';') {
        from--;
      }
      if (from < stop) {
        any = true;
        if (!profile.push(frame(from, stop))) {
          return true;
        }
      }
      stop = from - 1;
    }
    return any;
  }

  private int frame(int start, int end) {
    long hash = XXH3.hashBytesToLong(data, start, end - start);
    int frame = frameByName.get(hash);
    if (frame == LongIndex.ABSENT) {
      if (profile.frames().count() >= limits.tableEntries()) {
        throw new BadRecord(
            Reason.TABLES_LIMIT,
            "the text has more than " + limits.tableEntries() + " different frames");
      }
      frame = names.add(data, start, end);
      frameByName.put(hash, frame);
    }
    return frame;
  }

  private void bad(int start, int end, String what) {
    bad++;
    if (problems.isFirst(Reason.INVALID_LINE)) {
      int shown = Math.min(end - start, SHOWN_BYTES);
      String line = new String(data, start, shown, StandardCharsets.UTF_8);
      problems.part(
          Reason.INVALID_LINE,
          "line " + lineNumber + ", " + BadRecord.quote(line) + ", " + what + "; it was left out");
    } else {
      problems.part(Reason.INVALID_LINE);
    }
  }

  private int indexOf(byte wanted, int start, int end) {
    int i = start;
    while (i < end && data[i] != wanted) {
      i++;
    }
    return i;
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
