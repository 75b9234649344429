package io.flamelake.compaction.sort;

/**
 * Writes values of one type as bytes that compare, unsigned and one by one, as the values do, and
 * of which none is the start of another; and reads them again.
 */
interface ValueCodec {
  void write(Object value, PackedRow row);

  Object read(PackedRow row);
}
