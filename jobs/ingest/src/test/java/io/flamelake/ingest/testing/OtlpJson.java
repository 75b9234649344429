package io.flamelake.ingest.testing;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Writes messages as OTLP's JSON, in all ways that it allows. */
public final class OtlpJson {

  private final Random random;

  private OtlpJson(long seed) {
    random = new Random(seed);
  }

  public static byte[] write(Message message, long seed) {
    return new OtlpJson(seed).message(message).getBytes(StandardCharsets.UTF_8);
  }

  private String message(Message message) {
    List<String> fields = new ArrayList<>();
    message.getAllFields().forEach((field, value) -> fields.add(field(field, value)));
    if (random.nextInt(4) == 0) {
      fields.add("\"unheardOf\" : [{\"a\":[null,true,-1.5e3,\"}\"]}, {}, [ ]]");
    }
    if (random.nextInt(4) == 0) {
      fields.add("\"scope\":null");
    }
    Collections.shuffle(fields, random);
    return "{" + space() + String.join("," + space(), fields) + "}";
  }

  private String space() {
    return random.nextInt(4) == 0 ? "\n\t " : "";
  }

  private String field(FieldDescriptor field, Object value) {
    String name = random.nextBoolean() ? field.getJsonName() : field.getName();
    if (!field.isRepeated()) {
      return quoted(name) + ":" + space() + value(field, value);
    }
    List<String> values = ((List<?>) value).stream().map(v -> value(field, v)).toList();
    return quoted(name) + ":[" + String.join(space() + ",", values) + "]";
  }

  private String value(FieldDescriptor field, Object value) {
    return switch (field.getType()) {
      case MESSAGE -> message((Message) value);
      case STRING -> quoted((String) value);
      case BYTES -> bytes(field, ((ByteString) value).toByteArray());
      case BOOL -> value.toString();
      case DOUBLE -> random.nextBoolean() ? value.toString() : quoted(value.toString());
      case FIXED64, UINT64 -> number(Long.toUnsignedString((Long) value));
      default -> number(value.toString());
    };
  }

  private String number(String digits) {
    return switch (random.nextInt(3)) {
      case 0 -> digits;
      case 1 -> digits.length() < 12 ? digits + ".0e0" : digits;
      default -> quoted(digits);
    };
  }

  private String bytes(FieldDescriptor field, byte[] bytes) {
    if (field.getName().endsWith("_id")) {
      HexFormat hex = random.nextBoolean() ? HexFormat.of() : HexFormat.of().withUpperCase();
      return quoted(hex.formatHex(bytes));
    }
    Base64.Encoder encoder = random.nextBoolean() ? Base64.getEncoder() : Base64.getUrlEncoder();
    return quoted(
        (random.nextBoolean() ? encoder : encoder.withoutPadding()).encodeToString(bytes));
  }

  private String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ' || random.nextInt(8) == 0) {
        quoted.append(String.format("\\u%04x", (int) c));
      } else if (Character.isSurrogate(c)) {
        quoted.append(String.format("\\u%04X", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
