package io.flamelake.ingest.jfr;

import java.util.ArrayList;
import java.util.List;

/** A type of a recording: an event's, or one of constants. */
final class EventType {

  /**
   * A field.
   *
   * @param typeId of its values
   * @param constant whether it is told by a key of the type's constants
   */
  record Field(String name, int typeId, boolean constant) {}

  final int id;
  final String name;
  final boolean simple;
  final boolean derived;
  final List<Field> fields = new ArrayList<>();

  EventType(int id, String name, boolean simple, boolean derived) {
    this.id = id;
    this.name = name;
    this.simple = simple;
    this.derived = derived;
  }
}
