package io.flamelake.ingest.pprof;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Tells the formats that profilers wrote before pprof's message, by how they start (google/pprof,
 * profile/legacy_profile.go reads them all): binary CPU profiles of gperftools, and text profiles
 * of heap, contention, threads and goroutines of gperftools, jemalloc, Go and Java.
 */
public final class LegacyFormats {

  private static final int HEADER_WORDS = 3;

  /** How the texts start, and what they are. */
  private static final String[][] TEXTS = {
    {"heap profile:", "a text heap profile"},
    {"heap_v2/", "a text heap profile"},
    {"--- heapz", "a Java text heap profile"},
    {"--- heap", "a text heap profile"},
    {"--- contention", "a text contention profile"},
    {"--- mutex", "a text mutex profile"},
    {"--- thread", "a text thread profile"},
    {"goroutine profile:", "a text goroutine profile"},
    {"threadcreate profile:", "a text thread creation profile"},
    {"growth profile:", "a text heap growth profile"},
  };

  private static final byte[][] STARTS =
      Arrays.stream(TEXTS)
          .map(text -> text[0].getBytes(StandardCharsets.US_ASCII))
          .toArray(byte[][]::new);

  private LegacyFormats() {}

  /** Whether bytes, not compressed, start like one of them. */
  public static boolean isLegacy(byte[] data, int length) {
    return find(data, length) != null;
  }

  /**
   * Checks bytes, not compressed.
   *
   * @throws BadRecord when they are of such a format
   */
  static void check(byte[] data, int length) {
    String found = find(data, length);
    if (found != null) {
      throw new BadRecord(
          Reason.LEGACY_FORMAT,
          "the bytes are "
              + found
              + " of an old format; convert it: pprof -proto PROGRAM FILE > FILE.pb.gz");
    }
  }

  private static String find(byte[] data, int length) {
    for (int i = 0; i < STARTS.length; i++) {
      if (length >= STARTS[i].length && startsWith(data, STARTS[i])) {
        return TEXTS[i][1];
      }
    }
    for (int wordBytes = Integer.BYTES; wordBytes <= Long.BYTES; wordBytes *= 2) {
      if (length >= HEADER_WORDS * wordBytes
          && (isCpu(data, wordBytes, 0) || isCpu(data, wordBytes, wordBytes - 1))) {
        return "a binary CPU profile of gperftools";
      }
    }
    return null;
  }

  private static boolean startsWith(byte[] data, byte[] start) {
    for (int i = 0; i < start.length; i++) {
      if (data[i] != start[i]) {
        return false;
      }
    }
    return true;
  }

  /** Words 0, 3 (words that follow) and 0 or, by Java, 1; the low byte of each stands at this. */
  private static boolean isCpu(byte[] data, int wordBytes, int lowByte) {
    for (int i = 0; i < HEADER_WORDS * wordBytes; i++) {
      boolean low = i % wordBytes == lowByte;
      int word = i / wordBytes;
      boolean expected =
          low && word == 1 ? data[i] == 3 : low && word == 2 ? data[i] >>> 1 == 0 : data[i] == 0;
      if (!expected) {
        return false;
      }
    }
    return true;
  }
}
