package io.flamelake.stacks.parquet;

import java.io.IOException;
import java.util.Arrays;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DictionaryPage;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.PageWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;

/**
 * A column of numbers, of which some may be absent. Pages have indexes into a dictionary until the
 * dictionary is full, or from the start the numbers themselves where a dictionary would not make
 * the first page smaller; or, if asked for, what each differs from the one before. Source of that:
 * Apache Parquet format, Encodings, "Delta Encoding (DELTA_BINARY_PACKED = 5)".
 */
public final class NumberColumn extends Column {
  /** Of the buffer that differences are put into, which grows. */
  private static final int FIRST_BYTES = 1 << 16;

  private final NumberType type;
  private final LongDictionary dictionary;

  /** Null where numbers are not written as differences. */
  private final DeltaBinaryPackingValuesWriterForLong differences;

  private long[] rows = new long[0];

  /** Null where numbers can't be absent. */
  private boolean[] absent;

  NumberColumn(
      ColumnDescriptor descriptor, NumberType type, ParquetOptions options, Scratch scratch) {
    super(descriptor, options, scratch);
    this.type = type;
    dictionary = new LongDictionary(options.dictionaryBytes() / type.bytes());
    absent = descriptor.getMaxDefinitionLevel() == 0 ? null : new boolean[0];
    differences = null;
  }

  /**
   * A column that is written as differences.
   *
   * @throws IllegalArgumentException naming it if its numbers do not have eight bytes
   */
  NumberColumn(ColumnDescriptor descriptor, ParquetOptions options, Scratch scratch) {
    super(descriptor, options, scratch);
    type = NumberType.of(descriptor.getPrimitiveType().getPrimitiveTypeName());
    if (type != NumberType.LONG) {
      throw new IllegalArgumentException(
          "Column %s is %s, and only long is written as differences"
              .formatted(String.join(".", descriptor.getPath()), descriptor.getPrimitiveType()));
    }
    dictionary = new LongDictionary(0);
    absent = descriptor.getMaxDefinitionLevel() == 0 ? null : new boolean[0];
    differences =
        new DeltaBinaryPackingValuesWriterForLong(
            FIRST_BYTES,
            Math.max(FIRST_BYTES, options.pageBytes()),
            HeapByteBufferAllocator.getInstance());
  }

  /**
   * The rows of the page that is being filled, to be set where no row can be absent. Floating-point
   * numbers are kept as their bits.
   */
  public long[] rows() {
    return rows;
  }

  /** Sets the same number in several rows. */
  public void fill(int from, int to, long number) {
    Arrays.fill(rows, from, to, number);
    if (absent != null) {
      Arrays.fill(absent, from, to, false);
    }
  }

  public void set(int row, long number) {
    rows[row] = number;
    if (absent != null) {
      absent[row] = false;
    }
  }

  public void setDouble(int row, double number) {
    set(row, Double.doubleToLongBits(number));
  }

  /** Leaves a row without a number, in a column that may have such rows. */
  public void setAbsent(int row) {
    absent[row] = true;
  }

  @Override
  void reserve(int count) {
    rows = Arrays.copyOf(rows, count);
    if (absent != null) {
      absent = Arrays.copyOf(absent, count);
    }
  }

  @Override
  boolean isAbsent(int row) {
    return absent != null && absent[row];
  }

  @Override
  void writePage(int count) throws IOException {
    int levels = levels(count);
    long[] present = absent == null ? rows : scratch.present(count);
    int values = absent == null ? count : present(count, present);
    Statistics<?> statistics = statistics();
    statistics.incrementNumNulls(count - values);
    if (values > 0) {
      type.update(statistics, present, values);
    }
    PageFacts facts = new PageFacts(count, count - values, 0);
    BytesInput indexes = isPlain() || values == 0 ? null : indexes(present, values);
    if (indexes != null) {
      write(facts, dictionaryEncoding(), indexes, statistics, levels);
    } else if (differences != null) {
      write(facts, Encoding.DELTA_BINARY_PACKED, differences(present, values), statistics, levels);
      differences.reset();
    } else {
      write(facts, Encoding.PLAIN, plain(present, values), statistics, levels);
    }
    if (bloomFilter != null) {
      addToBloomFilter(present, values);
    }
  }

  @Override
  void writeDictionary(PageWriter writer) throws IOException {
    if (dictionary.size() > 0) {
      writer.writeDictionaryPage(
          new DictionaryPage(
              plain(dictionary.values(), dictionary.size()),
              dictionary.size(),
              dictionaryPageEncoding()));
    }
  }

  @Override
  void clear() {
    dictionary.clear();
  }

  @Override
  long heldBytes() {
    long encoder = differences == null ? 0 : differences.getAllocatedSize();
    return dictionary.heldBytes() + (long) Long.BYTES * rows.length + encoder;
  }

  private int present(int count, long[] into) {
    int values = 0;
    for (int i = 0; i < count; i++) {
      into[values] = rows[i];
      values += absent[i] ? 0 : 1;
    }
    return values;
  }

  /** Null if the numbers themselves are to be written, from now on. */
  private BytesInput indexes(long[] present, int count) {
    if (differences != null) {
      return null;
    }
    int[] indexes = scratch.indexes(count);
    if (dictionary.indexes(present, count, indexes)) {
      BytesInput encoded = indexes(indexes, count, dictionary.size());
      long dictionaryBytes = (long) dictionary.size() * type.bytes();
      if (dictionaryPays(encoded, dictionaryBytes, (long) count * type.bytes())) {
        return encoded;
      }
      dictionary.clear();
    }
    becomePlain();
    return null;
  }

  private BytesInput differences(long[] numbers, int count) {
    for (int i = 0; i < count; i++) {
      differences.writeLong(numbers[i]);
    }
    return differences.getBytes();
  }

  private BytesInput plain(long[] numbers, int count) {
    scratch.plain.start((long) count * type.bytes());
    if (type == NumberType.INT) {
      scratch.plain.addInts(numbers, count);
    } else {
      scratch.plain.add(numbers, count);
    }
    return scratch.plain.bytes();
  }

  private void addToBloomFilter(long[] present, int count) {
    for (int i = 0; i < count; i++) {
      if (i == 0 || present[i] != present[i - 1]) {
        bloomFilter.insertHash(type.hash(bloomFilter, present[i]));
      }
    }
  }
}
