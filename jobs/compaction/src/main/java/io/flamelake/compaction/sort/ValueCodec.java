package io.flamelake.compaction.sort;

import java.util.Set;

/**
 * Writes values of one type as bytes that compare, unsigned and one by one, as the values do, and
 * of which none is the start of another; and reads them again.
 */
interface ValueCodec {
  void write(Object value, PackedRow row);

  Object read(PackedRow row);

  /** Adds the ids of fields that may be null, and were in all values written so far. */
  default void addAbsent(Set<Integer> fieldIds) {
    // A value of most types has no fields.
  }
}
