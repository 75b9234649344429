package io.flamelake.ingest.jfr;

import io.flamelake.ingest.jfr.EventType.Field;
import java.util.Arrays;
import java.util.List;
import one.jfr.Dictionary;

/**
 * Reads fields of the events of one type, wherever in an event the type says that they stand: JVMs
 * and profilers differ in that.
 */
final class EventFields {

  private static final int NUMBER = 0;
  private static final int BYTE = 1;
  private static final int FLOAT = 2;
  private static final int DOUBLE = 3;
  private static final int STRING = 4;
  private static final int NOT_WANTED = -1;

  private final int[] forms;
  private final int[] slots;
  private final long[] numbers;
  private final String[] texts;

  /**
   * @param wanted names of fields; what they are is found at their index here
   */
  EventFields(EventType type, Metadata metadata, String... wanted) {
    List<String> names = Arrays.asList(wanted);
    int[] allForms = new int[type.fields.size()];
    int[] allSlots = new int[type.fields.size()];
    int used = 0;
    for (int i = 0; i < allForms.length; i++) {
      Field field = type.fields.get(i);
      allForms[i] = form(field, metadata);
      allSlots[i] = names.indexOf(field.name());
      used = allSlots[i] == NOT_WANTED ? used : i + 1;
    }
    forms = Arrays.copyOf(allForms, used);
    slots = Arrays.copyOf(allSlots, used);
    numbers = new long[wanted.length];
    texts = new String[wanted.length];
  }

  private static int form(Field field, Metadata metadata) {
    EventType type = metadata.constants.get(field.typeId());
    if (field.constant() || type == null || type.name == null) {
      return NUMBER;
    }
    return switch (type.name) {
      case "boolean", "byte" -> BYTE;
      case "float" -> FLOAT;
      case "double" -> DOUBLE;
      case "java.lang.String" -> STRING;
      default -> NUMBER;
    };
  }

  /** Reads the event whose first field the cursor is at; fields that it lacks are 0 or null. */
  void read(Cursor cursor, Dictionary<String> strings) {
    for (int i = 0; i < forms.length; i++) {
      long number = 0;
      String text = null;
      switch (forms[i]) {
        case BYTE -> number = cursor.next();
        case FLOAT -> cursor.skip(Float.BYTES);
        case DOUBLE -> cursor.skip(Double.BYTES);
        case STRING -> {
          if (slots[i] == NOT_WANTED) {
            cursor.skipString();
          } else {
            text = cursor.string(strings);
          }
        }
        default -> number = cursor.longNumber();
      }
      if (slots[i] != NOT_WANTED) {
        numbers[slots[i]] = number;
        texts[slots[i]] = text;
      }
    }
  }

  long number(int wanted) {
    return numbers[wanted];
  }

  String text(int wanted) {
    return texts[wanted];
  }
}
