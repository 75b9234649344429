package io.flamelake.ingest.otlp;

import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;
import java.nio.charset.StandardCharsets;

/**
 * An {@code AnyValue} (common.proto of opentelemetry-proto). What is not a string, a number or a
 * boolean is as good as not there.
 */
final class AnyValue {

  private static final int STRING_VALUE = Wire.tag(1, Wire.BYTES);
  private static final int BOOL_VALUE = Wire.tag(2, Wire.VARINT);
  private static final int INT_VALUE = Wire.tag(3, Wire.VARINT);
  private static final int DOUBLE_VALUE = Wire.tag(4, Wire.FIXED64);
  private static final int ARRAY_VALUE = Wire.tag(5, Wire.BYTES);
  private static final int KVLIST_VALUE = Wire.tag(6, Wire.BYTES);
  private static final int BYTES_VALUE = Wire.tag(7, Wire.BYTES);
  private static final int STRING_VALUE_STRINDEX = Wire.tag(8, Wire.VARINT);

  private static final int NONE = 0;

  /** Integers up to here are written without a fraction and an exponent. */
  private static final double MAX_PLAIN = 1e15;

  private final Dictionary dictionary;
  private int kind;
  private int start;
  private int end;
  private long number;

  AnyValue(Dictionary dictionary) {
    this.dictionary = dictionary;
  }

  /** Starts with a value that may never come. */
  void clear() {
    kind = NONE;
  }

  /** Reads a value, or more of it: all fields are of one {@code oneof}, so the last one counts. */
  void read(Wire wire, int stop) {
    while (wire.position < stop) {
      int tag = wire.readTag();
      if (tag == STRING_VALUE) {
        kind = tag;
        end = wire.readEnd(stop);
        start = wire.position;
        wire.position = end;
      } else if (tag == STRING_VALUE_STRINDEX || tag == INT_VALUE || tag == BOOL_VALUE) {
        kind = tag;
        number = wire.varint();
      } else if (tag == DOUBLE_VALUE) {
        kind = tag;
        number = wire.fixed64(stop);
      } else {
        kind = isOther(tag) ? NONE : kind;
        wire.skip(tag, stop);
      }
    }
    wire.checkNotPast(stop);
  }

  private static boolean isOther(int tag) {
    return tag == ARRAY_VALUE || tag == KVLIST_VALUE || tag == BYTES_VALUE;
  }

  /** Whether it is a string, given or referred to. */
  boolean isString() {
    return kind == STRING_VALUE || kind == STRING_VALUE_STRINDEX;
  }

  /** Whether it refers to a string that is not there. */
  boolean isBad() {
    return kind == STRING_VALUE_STRINDEX && !dictionary.hasText((int) number);
  }

  /** The value as a text, {@link Texts#NONE} for an empty one or none. */
  int text() {
    if (kind == STRING_VALUE) {
      return start == end ? Texts.NONE : dictionary.texts.add(start, end - start);
    } else if (kind == STRING_VALUE_STRINDEX) {
      return dictionary.text((int) number);
    } else if (kind == INT_VALUE) {
      return text(Long.toString(number));
    } else if (kind == BOOL_VALUE) {
      return text(Boolean.toString(number != 0));
    }
    return kind == DOUBLE_VALUE ? text(string(Double.longBitsToDouble(number))) : Texts.NONE;
  }

  private static String string(double value) {
    return value == Math.rint(value) && Math.abs(value) < MAX_PLAIN
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private int text(String ascii) {
    return dictionary.texts.add(ascii.getBytes(StandardCharsets.US_ASCII));
  }
}
