package io.flamelake.cli.json;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.JsonSchema;

/** Reads a JSON document; YAML 1.2 holds JSON, and its reader is here already. */
public record Json(Object value) {
  /** Reads a document. */
  public static Json parse(String text) {
    LoadSettings settings =
        LoadSettings.builder().setSchema(new JsonSchema()).setCodePointLimit(1 << 24).build();
    return new Json(new Load(settings).loadFromString(text));
  }

  /** The member of an object, an absent value if there is none. */
  public Json get(String name) {
    return new Json(value instanceof Map<?, ?> map ? map.get(name) : null);
  }

  /** The elements of an array, none for anything else. */
  public List<Json> elements() {
    return value instanceof List<?> list
        ? list.stream().map(element -> new Json(element)).toList()
        : List.of();
  }

  /** Whether there is nothing, or null. */
  public boolean isAbsent() {
    return value == null;
  }

  /** Any value as text, an absent one as the empty text. */
  public String text() {
    return value == null ? "" : value.toString();
  }

  /** A whole number, 0 for anything else. */
  public long number() {
    return value instanceof Number number ? number.longValue() : 0;
  }
}
