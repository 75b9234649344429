package io.flamelake.compaction.sort;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.types.Types;

/**
 * Adds two numbers up for each key and gives the keys in order. Sums are held in memory up to a
 * bound; beyond it they go to local files as {@link ExternalSorter} has them.
 */
public final class SummingSorter implements Closeable {
  private static final int SUM_BYTES = 2 * Long.BYTES;

  private final Schema schema;
  private final RowCodec codec;
  private final SumTable table;
  private final ExternalSorter sorter;
  private final PackedRow packed = new PackedRow();
  private RowCursor cursor;
  private boolean more;
  private byte[] key = new byte[256];
  private int keyLength;
  private long first;
  private long second;

  /**
   * @param folder for its files; made, and deleted by close with all that is in it
   * @param memoryBytes bound of what it takes
   * @param schema of keys, which are ordered by their columns
   */
  public SummingSorter(Path folder, long memoryBytes, Schema schema) throws IOException {
    this.schema = schema;
    codec = new RowCodec(schema, new RowOrder(List.of()));
    // An array is there twice while it grows.
    table = new SumTable(memoryBytes / 4);
    sorter = new ExternalSorter(folder, memoryBytes / 2);
  }

  /** What keys are packed with. */
  public RowCodec codec() {
    return codec;
  }

  /**
   * Adds to the sums of a key, which is copied.
   *
   * @throws ArithmeticException if a sum does not fit into 64 bits, naming the key
   */
  public void add(PackedRow newKey, long newFirst, long newSecond) throws IOException {
    try {
      if (!table.add(newKey, newFirst, newSecond)) {
        flush();
        table.add(newKey, newFirst, newSecond);
      }
    } catch (ArithmeticException e) {
      throw overflow(newKey.bytes(), newKey.length(), e);
    }
  }

  /** Goes to the next key; false if there is none. Nothing may be added from the first call on. */
  public boolean next() throws IOException {
    if (cursor == null) {
      flush();
      table.clear();
      cursor = sorter.cursor();
      more = cursor.next();
    }
    if (!more) {
      return false;
    }
    take();
    while (more && isSameKey()) {
      try {
        first = Math.addExact(first, sum(SUM_BYTES));
        second = Math.addExact(second, sum(Long.BYTES));
      } catch (ArithmeticException e) {
        throw overflow(key, keyLength, e);
      }
      more = cursor.next();
    }
    return true;
  }

  /** The key, good until the next call of next. */
  public StructLike key() {
    packed.wrap(key, 0, keyLength);
    return codec.unpack(packed);
  }

  public long first() {
    return first;
  }

  public long second() {
    return second;
  }

  @Override
  public void close() throws IOException {
    table.clear();
    sorter.close();
  }

  private void flush() throws IOException {
    PackedRow row = new PackedRow();
    for (int entry = 0; entry < table.entries(); entry++) {
      row.clear();
      int start = table.keyStart(entry);
      row.putBytes(table.keys(), start, table.keyEnd(entry) - start);
      row.putLong(table.first(entry));
      row.putLong(table.second(entry));
      sorter.add(row);
    }
    table.clear();
  }

  private void take() throws IOException {
    keyLength = cursor.to() - cursor.from() - SUM_BYTES;
    if (key.length < keyLength) {
      key = new byte[Math.max(keyLength, 2 * key.length)];
    }
    System.arraycopy(cursor.bytes(), cursor.from(), key, 0, keyLength);
    first = sum(SUM_BYTES);
    second = sum(Long.BYTES);
    more = cursor.next();
  }

  private boolean isSameKey() {
    return Arrays.equals(key, 0, keyLength, cursor.bytes(), cursor.from(), cursor.to() - SUM_BYTES);
  }

  private long sum(int fromEnd) {
    packed.wrap(cursor.bytes(), cursor.to() - fromEnd, cursor.to());
    return packed.getLong();
  }

  private ArithmeticException overflow(byte[] bytes, int length, ArithmeticException cause) {
    packed.wrap(bytes, 0, length);
    StructLike row = codec.unpack(packed);
    StringJoiner columns = new StringJoiner(", ");
    for (int place = 0; place < schema.columns().size(); place++) {
      Types.NestedField column = schema.columns().get(place);
      columns.add(column.name() + " " + row.get(place, Object.class));
    }
    ArithmeticException named =
        new ArithmeticException("a sum is beyond 64 bits, that of " + columns);
    named.initCause(cause);
    return named;
  }
}
