package io.flamelake.ingest.labels;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.stacks.Texts;
import java.util.Arrays;

/** What the label names of one profile's samples mean, found out once for each of its strings. */
final class LabelKeys {

  static final byte PLAIN = 1;
  static final byte SPAN = 2;
  static final byte TRACE = 3;
  static final byte UNUSABLE = 4;

  private static final byte UNKNOWN = 0;

  private final Limits limits;
  private Texts texts;
  private byte[] roles = new byte[1024];

  /** The keys whose role is known: few of many strings. */
  private int[] found = new int[64];

  private int foundCount;

  LabelKeys(Limits limits) {
    this.limits = limits;
  }

  void reset(Texts texts) {
    this.texts = texts;
    for (int i = 0; i < foundCount; i++) {
      roles[found[i]] = UNKNOWN;
    }
    foundCount = 0;
    if (roles.length < texts.count()) {
      roles = new byte[Math.max(texts.count(), roles.length * 2)];
    }
  }

  byte role(int key) {
    if (roles[key] == UNKNOWN) {
      if (foundCount == found.length) {
        found = Arrays.copyOf(found, foundCount * 2);
      }
      found[foundCount++] = key;
      roles[key] = find(key);
    }
    return roles[key];
  }

  private byte find(int key) {
    if (texts.length(key) > limits.labelNameBytes()) {
      return UNUSABLE;
    }
    String name = texts.string(key);
    return switch (name) {
      case "span_id", "profile_id" -> SPAN;
      case "trace_id" -> TRACE;
      default -> name.startsWith("__") ? UNUSABLE : PLAIN;
    };
  }

  /** Why a key is unusable. */
  String problem(int key) {
    return texts.length(key) > limits.labelNameBytes()
        ? "the sample label name "
            + BadRecord.quote(texts.string(key))
            + " has "
            + texts.length(key)
            + " bytes, "
            + limits.labelNameBytes()
            + " are allowed"
        : "the sample label name "
            + BadRecord.quote(texts.string(key))
            + " starts with __, which is kept for the labels of the record";
  }

  boolean fits(int value) {
    return texts.length(value) <= limits.labelValueBytes();
  }

  /** Why a value does not fit. */
  String tooLong(int key, int value) {
    return "the value of the sample label "
        + BadRecord.quote(texts.string(key))
        + " has "
        + texts.length(value)
        + " bytes, "
        + limits.labelValueBytes()
        + " are allowed";
  }
}
