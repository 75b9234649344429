package io.flamelake.ingest.otlp;

import io.flamelake.ingest.otlp.JsonSchema.Field;
import io.flamelake.ingest.record.BadRecord;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;

/**
 * Turns a request in JSON into the same request in protobuf. Fields that nobody reads are left out,
 * as are those that nobody knows.
 */
final class JsonRequest {

  private static final int MAX_QUICK_DIGITS = 18;
  private static final int MAX_DIGITS = 40;
  private static final BigInteger MAX_UINT64 =
      BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  private final JsonReader json = new JsonReader();
  private final WireWriter out;

  /**
   * @param limit the most bytes of one request
   */
  JsonRequest(int limit) {
    out = new WireWriter(limit);
  }

  /**
   * Reads a request; {@link #buffer} and {@link #length} then have it in protobuf.
   *
   * @throws BadRecord when it is not what it should be
   */
  void read(byte[] data, int length) {
    json.reset(data, length);
    out.reset();
    readMessage(JsonSchema.REQUEST, 0);
    json.expectEnd();
    out.end();
  }

  byte[] buffer() {
    return out.buffer();
  }

  int length() {
    return out.length();
  }

  private void readMessage(JsonSchema schema, int depth) {
    json.checkDepth(depth);
    json.expect('{');
    if (json.take('}')) {
      return;
    }
    do {
      json.readString();
      Field field = schema.field(json);
      json.expect(':');
      if (field == null) {
        json.skipValue();
      } else if (!json.takeNull()) {
        readField(field, depth);
      }
    } while (json.take(','));
    json.expect('}');
  }

  private void readField(Field field, int depth) {
    if (!field.repeated()) {
      readValue(field, depth);
      return;
    }
    json.expect('[');
    if (json.take(']')) {
      return;
    }
    do {
      readValue(field, depth);
    } while (json.take(','));
    json.expect(']');
  }

  private void readValue(Field field, int depth) {
    int number = field.number();
    switch (field.kind()) {
      case MESSAGE -> {
        int start = out.start(number);
        readMessage(field.message(), depth + 1);
        out.finish(start);
      }
      case STRING -> {
        json.readString();
        out.bytes(number, json.text, json.textLength);
      }
      case BASE64 -> bytes(number, base64());
      case HEX -> bytes(number, hex());
      case INT32 -> out.number(number, int32());
      case INT64 -> out.number(number, int64());
      case UINT64 -> out.number(number, uint64());
      case FIXED64 -> out.fixed64(number, uint64());
      case DOUBLE -> out.fixed64(number, Double.doubleToLongBits(doubleValue()));
      case BOOL -> out.number(number, json.readBoolean() ? 1 : 0);
    }
  }

  private void bytes(int number, byte[] bytes) {
    out.bytes(number, bytes, bytes.length);
  }

  /** Standard or URL-safe, with or without padding. */
  private byte[] base64() {
    json.readString();
    String standard = json.string().replace('-', '+').replace('_', '/');
    try {
      return Base64.getDecoder().decode(standard);
    } catch (IllegalArgumentException e) {
      throw json.damaged("bytes that are not base64 end");
    }
  }

  private byte[] hex() {
    json.readString();
    byte[] bytes = new byte[json.textLength / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = Character.digit(json.text[2 * i], 16);
      int low = Character.digit(json.text[2 * i + 1], 16);
      if (high < 0 || low < 0) {
        throw json.damaged("an id that is not hex ends");
      }
      bytes[i] = (byte) (high << 4 | low);
    }
    if (json.textLength % 2 != 0) {
      throw json.damaged("an id of half a byte ends");
    }
    return bytes;
  }

  private int int32() {
    long value = int64();
    if (value != (int) value) {
      throw json.damaged("a number that is beyond 32 bits ends");
    }
    return (int) value;
  }

  private long int64() {
    json.readNumberText();
    if (isShort()) {
      return shortNumber();
    }
    BigInteger value = bigInteger();
    if (value.bitLength() > 63) {
      throw json.damaged("a number that is beyond 64 bits ends");
    }
    return value.longValue();
  }

  private long uint64() {
    json.readNumberText();
    if (isShort() && json.text[0] != '-') {
      return shortNumber();
    }
    BigInteger value = bigInteger();
    if (value.signum() < 0 || value.compareTo(MAX_UINT64) > 0) {
      throw json.damaged("a number that is negative or beyond 64 bits ends");
    }
    return value.longValue();
  }

  /** Whether the number is nothing but a sign and few digits, as most are. */
  private boolean isShort() {
    int start = json.textLength > 0 && json.text[0] == '-' ? 1 : 0;
    for (int i = start; i < json.textLength; i++) {
      if (json.text[i] < '0' || json.text[i] > '9') {
        return false;
      }
    }
    return json.textLength > start && json.textLength - start <= MAX_QUICK_DIGITS;
  }

  private long shortNumber() {
    boolean negative = json.text[0] == '-';
    long value = 0;
    for (int i = negative ? 1 : 0; i < json.textLength; i++) {
      value = value * 10 + json.text[i] - '0';
    }
    return negative ? -value : value;
  }

  private BigInteger bigInteger() {
    try {
      if (json.textLength <= MAX_DIGITS) {
        BigDecimal value = new BigDecimal(json.string());
        if (value.precision() - (long) value.scale() <= MAX_DIGITS && value.scale() < MAX_DIGITS) {
          return value.toBigIntegerExact();
        }
      }
    } catch (ArithmeticException e) {
      throw json.damaged("a number with a fraction ends");
    } catch (NumberFormatException e) {
      throw json.damaged("a text that is no number ends");
    }
    throw json.damaged("a number that is beyond 64 bits ends");
  }

  private double doubleValue() {
    json.readNumberText();
    String text = json.string();
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> parseDouble(text);
    };
  }

  private double parseDouble(String text) {
    try {
      return json.textLength <= 400 ? Double.parseDouble(text) : Double.NaN;
    } catch (NumberFormatException e) {
      throw json.damaged("a text that is no number ends");
    }
  }
}
