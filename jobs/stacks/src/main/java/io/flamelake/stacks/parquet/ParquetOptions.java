package io.flamelake.stacks.parquet;

import com.github.luben.zstd.Zstd;
import java.util.Locale;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.BlockSplitBloomFilter;
import org.apache.iceberg.shaded.org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.iceberg.util.PropertyUtil;

/**
 * How files are written: Iceberg's table properties {@code write.parquet.*}, with the meaning and
 * the defaults that Iceberg's own writer gives them.
 */
public final class ParquetOptions {
  /** Rows of a row group at most; Iceberg, which has no such property, ends them by bytes only. */
  public static final String ROW_GROUP_ROWS = "flamelake.parquet.row-group-rows";

  /** About as many columns share the bytes of a row group. */
  private static final int COLUMNS = 8;

  /** Parquet's own. */
  private static final int DEFAULT_ZSTD_LEVEL = 3;

  private final Map<String, String> properties;
  private final CompressionCodecName codec;
  private final boolean pagesOfVersion2;
  private final int pageBytes;
  private final int pageRows;
  private final int dictionaryBytes;
  private final int rowGroupBytes;
  private final int rowGroupRows;
  private final int bloomFilterBytes;
  private final int zstdLevel;

  /**
   * Reads a table's properties.
   *
   * @throws IllegalArgumentException naming a property that has no such value
   */
  public ParquetOptions(Map<String, String> properties) {
    this.properties = Map.copyOf(properties);
    codec =
        codec(
            properties.getOrDefault(
                TableProperties.PARQUET_COMPRESSION, TableProperties.PARQUET_COMPRESSION_DEFAULT));
    pagesOfVersion2 =
        version(
                properties.getOrDefault(
                    TableProperties.PARQUET_PAGE_VERSION,
                    TableProperties.PARQUET_PAGE_VERSION_DEFAULT))
            == WriterVersion.PARQUET_2_0;
    pageBytes =
        positive(
            TableProperties.PARQUET_PAGE_SIZE_BYTES,
            TableProperties.PARQUET_PAGE_SIZE_BYTES_DEFAULT);
    int rowLimit =
        positive(
            TableProperties.PARQUET_PAGE_ROW_LIMIT, TableProperties.PARQUET_PAGE_ROW_LIMIT_DEFAULT);
    dictionaryBytes =
        positive(
            TableProperties.PARQUET_DICT_SIZE_BYTES,
            TableProperties.PARQUET_DICT_SIZE_BYTES_DEFAULT);
    rowGroupBytes =
        positive(
            TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES,
            TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES_DEFAULT);
    rowGroupRows = positive(ROW_GROUP_ROWS, Integer.MAX_VALUE);
    int bytes = Math.min(pageBytes, rowGroupBytes / COLUMNS);
    pageRows = Math.min(Math.min(rowLimit, rowGroupRows), Math.max(1, bytes / Long.BYTES));
    bloomFilterBytes =
        positive(
            TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES,
            TableProperties.PARQUET_BLOOM_FILTER_MAX_BYTES_DEFAULT);
    zstdLevel = codec == CompressionCodecName.ZSTD ? level() : DEFAULT_ZSTD_LEVEL;
  }

  /** Rows of a page: the table's limit, or fewer where bytes of pages or row groups are so few. */
  public int pageRows() {
    return pageRows;
  }

  /** Elements of lists of a page. */
  int pageElements() {
    return Math.max(1, Math.min(pageBytes, rowGroupBytes / COLUMNS) / Long.BYTES);
  }

  int pageBytes() {
    return pageBytes;
  }

  public boolean pagesOfVersion2() {
    return pagesOfVersion2;
  }

  public int dictionaryBytes() {
    return dictionaryBytes;
  }

  public int rowGroupBytes() {
    return rowGroupBytes;
  }

  int rowGroupRows() {
    return rowGroupRows;
  }

  public CompressionCodecName codec() {
    return codec;
  }

  /** The level of zstd; Parquet's own default where the table says nothing or has another codec. */
  int zstdLevel() {
    return zstdLevel;
  }

  /** For codecs, which read their level from it. */
  public Configuration configuration() {
    Configuration configuration = new Configuration(false);
    properties.forEach(configuration::set);
    String level = properties.get(TableProperties.PARQUET_COMPRESSION_LEVEL);
    if (level != null) {
      configuration.set("zlib.compress.level", level);
      configuration.set("compression.brotli.quality", level);
      configuration.set("parquet.compression.codec.zstd.level", level);
    }
    return configuration;
  }

  public boolean hasStatistics(ColumnDescriptor column) {
    return PropertyUtil.propertyAsBoolean(
        properties, TableProperties.PARQUET_COLUMN_STATS_ENABLED_PREFIX + name(column), true);
  }

  /** An empty one for a row group, or null if the column shall have none. */
  public BloomFilter bloomFilter(ColumnDescriptor column) {
    String name = name(column);
    if (!PropertyUtil.propertyAsBoolean(
        properties, TableProperties.PARQUET_BLOOM_FILTER_COLUMN_ENABLED_PREFIX + name, false)) {
      return null;
    }
    long distinct =
        PropertyUtil.propertyAsLong(
            properties, TableProperties.PARQUET_BLOOM_FILTER_COLUMN_NDV_PREFIX + name, 0);
    double falsePositives =
        PropertyUtil.propertyAsDouble(
            properties,
            TableProperties.PARQUET_BLOOM_FILTER_COLUMN_FPP_PREFIX + name,
            TableProperties.PARQUET_BLOOM_FILTER_COLUMN_FPP_DEFAULT);
    int bytes =
        distinct > 0
            ? BlockSplitBloomFilter.optimalNumOfBits(distinct, falsePositives) / Byte.SIZE
            : bloomFilterBytes;
    return new BlockSplitBloomFilter(bytes, bloomFilterBytes);
  }

  private int positive(String key, int ifAbsent) {
    String value = properties.getOrDefault(key, String.valueOf(ifAbsent));
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // The same message.
    }
    throw refused(key, value, "a whole number above 0");
  }

  private int level() {
    String key = TableProperties.PARQUET_COMPRESSION_LEVEL;
    String value = properties.getOrDefault(key, String.valueOf(DEFAULT_ZSTD_LEVEL));
    int least = Zstd.minCompressionLevel();
    int greatest = Zstd.maxCompressionLevel();
    try {
      int level = Integer.parseInt(value);
      if (level >= least && level <= greatest) {
        return level;
      }
    } catch (NumberFormatException e) {
      // The same message.
    }
    throw refused(key, value, "a whole number from %d to %d".formatted(least, greatest));
  }

  private static CompressionCodecName codec(String name) {
    try {
      return CompressionCodecName.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw refused(TableProperties.PARQUET_COMPRESSION, name, "a codec of Parquet, such as zstd");
    }
  }

  private static WriterVersion version(String name) {
    try {
      return WriterVersion.fromString(name);
    } catch (IllegalArgumentException e) {
      throw refused(TableProperties.PARQUET_PAGE_VERSION, name, "v1 or v2");
    }
  }

  private static IllegalArgumentException refused(String key, String value, String wanted) {
    return new IllegalArgumentException(
        "Table property %s is %s, but must be %s".formatted(key, value, wanted));
  }

  private static String name(ColumnDescriptor column) {
    return String.join(".", column.getPath());
  }
}
