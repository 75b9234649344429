package io.flamelake.stacks.parquet;

import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.iceberg.shaded.org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** What numbers are in the file; in memory all are 64 bits. */
enum NumberType {
  INT(Integer.BYTES) {
    @Override
    void update(Statistics<?> statistics, long[] numbers, int count) {
      statistics.updateStats((int) least(numbers, count));
      statistics.updateStats((int) greatest(numbers, count));
    }

    @Override
    long hash(BloomFilter filter, long number) {
      return filter.hash((int) number);
    }
  },

  LONG(Long.BYTES) {
    @Override
    void update(Statistics<?> statistics, long[] numbers, int count) {
      statistics.updateStats(least(numbers, count));
      statistics.updateStats(greatest(numbers, count));
    }

    @Override
    long hash(BloomFilter filter, long number) {
      return filter.hash(number);
    }
  },

  DOUBLE(Double.BYTES) {
    @Override
    void update(Statistics<?> statistics, long[] numbers, int count) {
      for (int i = 0; i < count; i++) {
        statistics.updateStats(Double.longBitsToDouble(numbers[i]));
      }
    }

    @Override
    long hash(BloomFilter filter, long number) {
      return filter.hash(Double.longBitsToDouble(number));
    }
  };

  private final int bytes;

  NumberType(int bytes) {
    this.bytes = bytes;
  }

  /**
   * The type of a column.
   *
   * @throws IllegalArgumentException for a type that has no numbers
   */
  static NumberType of(PrimitiveTypeName type) {
    return switch (type) {
      case INT32 -> INT;
      case INT64 -> LONG;
      case DOUBLE -> DOUBLE;
      default -> throw new IllegalArgumentException(type + " is not a type of numbers");
    };
  }

  /** Bytes of a number in the file. */
  int bytes() {
    return bytes;
  }

  /** Takes the least and the greatest of at least one number into a page's statistics. */
  abstract void update(Statistics<?> statistics, long[] numbers, int count);

  abstract long hash(BloomFilter filter, long number);

  private static long least(long[] numbers, int count) {
    long least = numbers[0];
    for (int i = 1; i < count; i++) {
      least = Math.min(least, numbers[i]);
    }
    return least;
  }

  private static long greatest(long[] numbers, int count) {
    long greatest = numbers[0];
    for (int i = 1; i < count; i++) {
      greatest = Math.max(greatest, numbers[i]);
    }
    return greatest;
  }
}
