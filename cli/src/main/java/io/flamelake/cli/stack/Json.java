package io.flamelake.cli.stack;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** Reads a JSON document; YAML 1.2 holds JSON, and its reader is here already. */
record Json(Object value) {
  static Json parse(String text) {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new JsonSchema()).setCodePointLimit(1 << 24).build();
    return new Json(new Load(settings).loadFromString(text));
  }

  /** The member of an object, an absent value if there is none. */
  Json get(String name) {
    return new Json(value instanceof Map<?, ?> map ? map.get(name) : null);
  }

  /** The elements of an array, none for anything else. */
  List<Json> elements() {
    return value instanceof List<?> list
        ? list.stream().map(element -> new Json(element)).toList()
        : List.of();
  }

  boolean isAbsent() {
    return value == null;
  }

  String text() {
    return value == null ? "" : value.toString();
  }

  long number() {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
