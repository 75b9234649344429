package io.flamelake.ingest.jfr;

import io.flamelake.ingest.jfr.EventType.Field;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import java.util.List;

/**
 * Walks the constant pools of a chunk as {@code one.jfr.JfrReader} will, and throws where that
 * would make an array of a size that the chunk only claims, go round in circles, or meet more
 * constants than are allowed. So what the reader holds is bounded by the size of the chunk.
 */
final class PoolGuard {

  /** Fields of the types that the reader knows, of which it reads so many by itself. */
  private static final int THREAD_FIELDS = 4;

  private static final int CLASS_FIELDS = 4;
  private static final int HEADER_CONSTANT_BYTES = ChunkHeader.BYTES + 3;
  private static final byte UTF8 = 3;

  private final Cursor cursor;
  private final Metadata metadata;
  private final int maxConstants;
  private final KeySpread keys = new KeySpread();
  private long constants;

  private PoolGuard(Cursor cursor, Metadata metadata, int maxConstants) {
    this.cursor = cursor;
    this.metadata = metadata;
    this.maxConstants = maxConstants;
  }

  /**
   * Checks all constant pools of a chunk.
   *
   * @param first where in the chunk the first to be read stands
   * @throws BadRecord when they are damaged or too large
   */
  static void check(byte[] chunk, int first, Metadata metadata, int maxConstants) {
    new PoolGuard(new Cursor(chunk, first, chunk.length), metadata, maxConstants).check(first);
  }

  private void check(int first) {
    long offset = first;
    long walked = 0;
    long delta;
    do {
      if (offset < 0 || offset >= cursor.end) {
        throw cursor.damaged("a constant pool lies outside of it");
      }
      cursor.position = (int) offset;
      delta = checkPools();
      walked += cursor.position - offset;
      if (walked > cursor.end) {
        throw cursor.damaged("its constant pools refer to each other in a circle");
      }
      offset += delta;
    } while (delta != 0 && offset > 0);
  }

  private long checkPools() {
    cursor.number();
    cursor.number();
    cursor.skipNumbers(2);
    long delta = cursor.longNumber();
    cursor.number();
    int pools = cursor.number();
    for (int i = 0; i < pools; i++) {
      EventType type = metadata.constants.get(cursor.number());
      if (type == null || type.name == null) {
        throw cursor.damaged("a constant pool is of a type that is not told");
      }
      checkPool(type);
    }
    return delta;
  }

  private void checkPool(EventType type) {
    if (type.name.equals("jdk.types.ChunkHeader")) {
      cursor.skip(HEADER_CONSTANT_BYTES);
      return;
    }
    int count = cursor.count(1);
    constants += count;
    if (constants > maxConstants) {
      throw new BadRecord(
          Reason.TABLES_LIMIT,
          "the JFR chunk has more than "
              + maxConstants
              + " constants; record shorter chunks or raise the limit");
    }
    keys.start(count);
    for (int i = 0; i < count; i++) {
      if (!keys.add(cursor.longNumber())) {
        throw cursor.damaged("the keys of its constants were made to collide");
      }
      checkConstant(type);
    }
  }

  private void checkConstant(EventType type) {
    switch (type.name) {
      case "java.lang.Thread" -> {
        cursor.skipString();
        cursor.number();
        cursor.skipString();
        cursor.longNumber();
        cursor.skipNumbers(type.fields.size() - THREAD_FIELDS);
      }
      case "java.lang.Class" -> {
        cursor.skipNumbers(3);
        cursor.number();
        cursor.skipNumbers(type.fields.size() - CLASS_FIELDS);
      }
      case "java.lang.String" -> cursor.skipString();
      case "jdk.types.Symbol" -> {
        if (cursor.next() != UTF8) {
          throw cursor.damaged("a symbol is of unknown encoding");
        }
        cursor.skip(cursor.count(1));
      }
      case "jdk.types.Method" -> {
        cursor.skipNumbers(3);
        cursor.number();
        cursor.number();
      }
      case "jdk.types.StackTrace" -> checkStack();
      default -> checkOther(type);
    }
  }

  private void checkStack() {
    cursor.number();
    for (int depth = cursor.count(4); depth > 0; depth--) {
      cursor.longNumber();
      cursor.number();
      cursor.number();
      cursor.next();
    }
  }

  private void checkOther(EventType type) {
    List<Field> fields = type.fields;
    if (type.simple && fields.size() == 1) {
      cursor.skipString();
      return;
    }
    int string = metadata.id("java.lang.String");
    for (Field field : fields) {
      if (field.constant() || field.typeId() != string) {
        cursor.longNumber();
      } else {
        cursor.skipString();
      }
    }
  }
}
