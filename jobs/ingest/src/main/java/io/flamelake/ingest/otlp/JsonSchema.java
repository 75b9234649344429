package io.flamelake.ingest.otlp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The fields of a message that are read, as JSON names them (protobuf.dev, "ProtoJSON Format", and
 * the OTLP specification, "JSON Protobuf Encoding": trace, span and profile ids are hex). Fields
 * may have their lowerCamelCase name or the one in the .proto file.
 */
final class JsonSchema {

  /** How a field is written in JSON and in protobuf. */
  enum Kind {
    MESSAGE,
    STRING,
    BASE64,
    HEX,
    INT32,
    INT64,
    UINT64,
    FIXED64,
    DOUBLE,
    BOOL
  }

  /** A field; {@code message} is null unless it is one. */
  record Field(
      byte[] name,
      byte[] originalName,
      int number,
      Kind kind,
      boolean repeated,
      JsonSchema message) {}

  /** The message {@code ExportProfilesServiceRequest}. */
  static final JsonSchema REQUEST = request();

  private final List<Field> fields = new ArrayList<>();

  private JsonSchema() {}

  /** The field of the name that was read last, or null. */
  Field field(JsonReader json) {
    for (Field field : fields) {
      if (json.textIs(field.name) || json.textIs(field.originalName)) {
        return field;
      }
    }
    return null;
  }

  private JsonSchema one(int number, String name, Kind kind) {
    return add(number, name, kind, false, null);
  }

  private JsonSchema one(int number, String name, JsonSchema message) {
    return add(number, name, Kind.MESSAGE, false, message);
  }

  private JsonSchema many(int number, String name, Kind kind) {
    return add(number, name, kind, true, null);
  }

  private JsonSchema many(int number, String name, JsonSchema message) {
    return add(number, name, Kind.MESSAGE, true, message);
  }

  private JsonSchema add(int number, String name, Kind kind, boolean repeated, JsonSchema message) {
    fields.add(new Field(utf8(camelCase(name)), utf8(name), number, kind, repeated, message));
    return this;
  }

  private static String camelCase(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_")) {
      camel
          .append(
              camel.isEmpty()
                  ? word.substring(0, 1)
                  : word.substring(0, 1).toUpperCase(Locale.ROOT))
          .append(word.substring(1));
    }
    return camel.toString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonSchema request() {
    JsonSchema keyValue =
        new JsonSchema()
            .one(1, "key", Kind.STRING)
            .one(2, "value", anyValue())
            .one(3, "key_strindex", Kind.INT32);
    JsonSchema resource = new JsonSchema().many(1, "attributes", keyValue);
    JsonSchema scope =
        new JsonSchema()
            .one(1, "name", Kind.STRING)
            .one(2, "version", Kind.STRING)
            .many(3, "attributes", keyValue);
    JsonSchema scopeProfiles =
        new JsonSchema().one(1, "scope", scope).many(2, "profiles", profile());
    JsonSchema resourceProfiles =
        new JsonSchema().one(1, "resource", resource).many(2, "scope_profiles", scopeProfiles);
    return new JsonSchema()
        .many(1, "resource_profiles", resourceProfiles)
        .one(2, "dictionary", dictionary());
  }

  /** Without what is as good as not there: arrays, maps and bytes; see {@link AnyValue}. */
  private static JsonSchema anyValue() {
    return new JsonSchema()
        .one(1, "string_value", Kind.STRING)
        .one(2, "bool_value", Kind.BOOL)
        .one(3, "int_value", Kind.INT64)
        .one(4, "double_value", Kind.DOUBLE)
        .one(8, "string_value_strindex", Kind.INT32);
  }

  private static JsonSchema profile() {
    JsonSchema valueType =
        new JsonSchema().one(1, "type_strindex", Kind.INT32).one(2, "unit_strindex", Kind.INT32);
    JsonSchema sample =
        new JsonSchema()
            .one(1, "stack_index", Kind.INT32)
            .many(2, "attribute_indices", Kind.INT32)
            .one(3, "link_index", Kind.INT32)
            .many(4, "values", Kind.INT64)
            .many(5, "timestamps_unix_nano", Kind.FIXED64);
    return new JsonSchema()
        .one(1, "sample_type", valueType)
        .many(2, "samples", sample)
        .one(3, "time_unix_nano", Kind.FIXED64)
        .one(4, "duration_nano", Kind.UINT64)
        .one(5, "period_type", valueType)
        .one(6, "period", Kind.INT64)
        .one(7, "profile_id", Kind.HEX)
        .one(9, "original_payload_format", Kind.STRING)
        .one(10, "original_payload", Kind.BASE64)
        .many(11, "attribute_indices", Kind.INT32);
  }

  private static JsonSchema dictionary() {
    JsonSchema mapping =
        new JsonSchema()
            .one(4, "filename_strindex", Kind.INT32)
            .many(5, "attribute_indices", Kind.INT32);
    JsonSchema line =
        new JsonSchema()
            .one(1, "function_index", Kind.INT32)
            .one(2, "line", Kind.INT64)
            .one(3, "column", Kind.INT64);
    JsonSchema location =
        new JsonSchema()
            .one(1, "mapping_index", Kind.INT32)
            .one(2, "address", Kind.UINT64)
            .many(3, "lines", line)
            .many(4, "attribute_indices", Kind.INT32);
    JsonSchema function =
        new JsonSchema()
            .one(1, "name_strindex", Kind.INT32)
            .one(2, "system_name_strindex", Kind.INT32)
            .one(3, "filename_strindex", Kind.INT32)
            .one(4, "start_line", Kind.INT64);
    JsonSchema link = new JsonSchema().one(1, "trace_id", Kind.HEX).one(2, "span_id", Kind.HEX);
    JsonSchema attribute =
        new JsonSchema().one(1, "key_strindex", Kind.INT32).one(2, "value", anyValue());
    JsonSchema stack = new JsonSchema().many(1, "location_indices", Kind.INT32);
    return new JsonSchema()
        .many(1, "mapping_table", mapping)
        .many(2, "location_table", location)
        .many(3, "function_table", function)
        .many(4, "link_table", link)
        .many(5, "string_table", Kind.STRING)
        .many(6, "attribute_table", attribute)
        .many(7, "stack_table", stack);
  }
}
