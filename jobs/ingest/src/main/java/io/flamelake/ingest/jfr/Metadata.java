package io.flamelake.ingest.jfr;

import io.flamelake.ingest.jfr.EventType.Field;
import java.util.HashMap;
import java.util.Map;
import one.jfr.Dictionary;

/** The types that a chunk tells, read with bounds to everything. */
final class Metadata {

  /** The reader knows no constants yet either when it reads the types. */
  private static final Dictionary<String> NO_CONSTANTS = new Dictionary<>();

  private static final int MAX_ELEMENTS = 1 << 16;
  private static final int MAX_ATTRIBUTES = 1 << 18;
  private static final int MAX_DEPTH = 16;

  /** Types of constants, by id: those that extend nothing. */
  final Map<Integer, EventType> constants = new HashMap<>();

  final Map<String, EventType> byName = new HashMap<>();
  private final Cursor cursor;
  private String[] strings;
  private int elements;
  private int attributes;

  /** Reads the metadata event at the cursor. */
  Metadata(Cursor cursor) {
    this.cursor = cursor;
    try {
      read();
    } catch (NumberFormatException e) {
      throw cursor.damaged("a type has an id that is no number");
    }
  }

  /** The id of the type of this name, or -1. */
  int id(String name) {
    EventType type = byName.get(name);
    return type == null ? -1 : type.id;
  }

  private void read() {
    cursor.number();
    cursor.number();
    cursor.skipNumbers(3);
    strings = new String[cursor.count(1)];
    for (int i = 0; i < strings.length; i++) {
      strings[i] = cursor.string(NO_CONSTANTS);
    }
    readElement(0, null);
  }

  private void readElement(int depth, EventType parent) {
    if (depth == MAX_DEPTH || ++elements > MAX_ELEMENTS) {
      throw cursor.damaged("its types are nested too deep, or too many");
    }
    String element = string();
    int count = cursor.count(2);
    attributes += count;
    if (attributes > MAX_ATTRIBUTES) {
      throw cursor.damaged("its types have too many attributes");
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < count; i++) {
      values.put(string(), string());
    }
    EventType type = parent;
    if ("class".equals(element)) {
      type = readType(values);
    } else if ("field".equals(element)) {
      addField(parent, values);
    }
    for (int children = cursor.count(3); children > 0; children--) {
      readElement(depth + 1, type);
    }
  }

  private EventType readType(Map<String, String> values) {
    boolean derived = values.containsKey("superType");
    EventType type =
        new EventType(
            Integer.parseInt(values.get("id")),
            values.get("name"),
            "true".equals(values.get("simpleType")),
            derived);
    if (!derived) {
      constants.put(type.id, type);
    }
    byName.put(type.name, type);
    return type;
  }

  private static void addField(EventType type, Map<String, String> values) {
    Field field =
        new Field(
            values.get("name"),
            Integer.parseInt(values.get("class")),
            "true".equals(values.get("constantPool")));
    if (type != null) {
      type.fields.add(field);
    }
  }

  private String string() {
    int index = cursor.number();
    if (index < 0 || index >= strings.length) {
      throw cursor.damaged("a type refers to string " + index + ", which is not there");
    }
    return strings[index];
  }
}
