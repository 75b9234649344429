package io.flamelake.stacks.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Iceberg's own reader reads what is written. */
class ColumnFileTest {
  @Property(tries = 150)
  void icebergReadsTheRowsThatWereWritten(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    RandomColumns columns = new RandomColumns(random);
    List<Record> rows = columns.rows(1 + random.nextInt(5_000));
    InMemoryOutputFile output = new InMemoryOutputFile();
    try (ParquetContext context = context(properties(random));
        ColumnFile file = context.file(plain(output))) {
      columns.write(file, rows);
      file.end();

      assertThat(file.length()).isEqualTo(output.toInputFile().getLength());
      assertFacts(file.metrics(Stream.empty()), rows);
      assertThat(read(Parquet.read(output.toInputFile()))).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void textsThatStopRepeatingAreReadAsWritten(long seed) throws IOException {
    RandomColumns columns = new RandomColumns(new Random(seed));
    List<Record> rows = columns.rows(6_000);
    for (int i = 0; i < rows.size(); i++) {
      rows.get(i).setField("c", "text " + (i < 2_000 ? i % 100 : i));
    }
    InMemoryOutputFile output = new InMemoryOutputFile();
    Map<String, String> properties =
        Map.of("write.parquet.page-row-limit", "1000", "write.parquet.dict-size-bytes", "5000");
    try (ParquetContext context = context(properties);
        ColumnFile file = context.file(plain(output))) {
      columns.write(file, rows);
      file.end();
    }

    assertThat(read(Parquet.read(output.toInputFile()))).isEqualTo(rows);
  }

  @Test
  void aBloomFilterHasEveryValueAndHardlyAnyOther() throws Exception {
    // Parquet leaves the filter out where all pages have a dictionary, which is exact.
    Map<String, String> properties =
        Map.of(
            "write.parquet.dict-size-bytes", "1",
            "write.parquet.bloom-filter-enabled.column.b", "true",
            "write.parquet.bloom-filter-enabled.column.d", "true",
            "write.parquet.bloom-filter-fpp.column.d", "0.01",
            "write.parquet.bloom-filter-ndv.column.d", "3000");
    RandomColumns columns = new RandomColumns(new Random(5));
    List<Record> rows = columns.rows(3_000);
    InMemoryOutputFile output = new InMemoryOutputFile();
    try (ParquetContext context = context(properties);
        ColumnFile file = context.file(plain(output))) {
      columns.write(file, rows);
      file.end();
    }

    try (BloomFilters filters = new BloomFilters(output.toInputFile())) {
      for (Record row : rows) {
        assertThat(filters.mayHave("b", (Long) row.getField("b"))).isTrue();
        if (row.getField("d") != null) {
          assertThat(filters.mayHave("d", (String) row.getField("d"))).isTrue();
        }
      }
      assertThat(new Random(6).longs(1_000).filter(other -> filters.mayHave("b", other)).count())
          .isLessThan(50);
      assertThat(filters.has("a")).isFalse();
    }
  }

  @Test
  void anEncryptedFileIsReadWithItsKeyAndNotWithout() throws Exception {
    RandomColumns columns = new RandomColumns(new Random(7));
    List<Record> rows = columns.rows(3_000);
    InMemoryOutputFile output = new InMemoryOutputFile();
    FileKey key = new FileKey("0123456789abcdef", "prefix");
    try (ParquetContext context = context(Map.of());
        ColumnFile file = context.file(key.encrypting(output))) {
      columns.write(file, rows);
      file.end();
    }

    assertThat(
            read(
                Parquet.read(output.toInputFile())
                    .withFileEncryptionKey(key.encryptionKey())
                    .withAADPrefix(key.aadPrefix())))
        .isEqualTo(rows);
    assertThatThrownBy(() -> read(Parquet.read(output.toInputFile()))).isNotNull();
  }

  @Test
  void tellsTheMemoryThatItHolds() throws IOException {
    RandomColumns columns = new RandomColumns(new Random(8));
    try (ParquetContext context = context(Map.of());
        ColumnFile file = context.file(plain(new InMemoryOutputFile()))) {
      columns.write(file, columns.rows(20_000));
      assertThat(file.heldBytes()).isBetween(20_000L * (8 + 8 + 4 + 4), 8L << 20);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "write.parquet.compression-codec, zip, 'a codec of Parquet, such as zstd'",
    "write.parquet.page-version, v3, v1 or v2",
    "write.parquet.page-row-limit, 0, a whole number above 0",
    "write.parquet.dict-size-bytes, 2 MB, a whole number above 0",
    "write.parquet.compression-level, best, a whole number from -131072 to 22",
    "write.parquet.compression-level, 23, a whole number from -131072 to 22",
  })
  void refusesAPropertyThatHasNoSuchValue(String key, String value, String wanted) {
    Map<String, String> properties =
        new HashMap<>(Map.of("write.parquet.compression-codec", "zstd"));
    properties.put(key, value);
    assertThatThrownBy(() -> new ParquetOptions(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Table property %s is %s, but must be %s", key, value, wanted);
  }

  private static Map<String, String> properties(Random random) {
    Map<String, String> properties = new HashMap<>();
    properties.put(
        "write.parquet.compression-codec",
        List.of("zstd", "gzip", "uncompressed").get(random.nextInt(3)));
    properties.put("write.parquet.page-version", random.nextBoolean() ? "v1" : "v2");
    if (properties.containsValue("zstd") && random.nextBoolean()) {
      properties.put("write.parquet.compression-level", String.valueOf(random.nextInt(20) - 2));
    }
    put(properties, "write.parquet.page-row-limit", random, 3_000);
    put(properties, "write.parquet.page-size-bytes", random, 50_000);
    put(properties, "write.parquet.dict-size-bytes", random, 10_000);
    put(properties, "write.parquet.row-group-size-bytes", random, 100_000);
    return properties;
  }

  private static void put(Map<String, String> properties, String key, Random random, int bound) {
    if (random.nextBoolean()) {
      properties.put(key, String.valueOf(bound / 10 + random.nextInt(bound)));
    }
  }

  private static ParquetContext context(Map<String, String> properties) {
    return new ParquetContext(
        RandomColumns.SCHEMA, new ParquetOptions(properties), MetricsConfig.getDefault());
  }

  private static EncryptedOutputFile plain(InMemoryOutputFile output) {
    return EncryptedFiles.encryptedOutput(output, EncryptionKeyMetadata.EMPTY);
  }

  private static List<Record> read(Parquet.ReadBuilder builder) throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> read =
        builder
            .project(RandomColumns.SCHEMA)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(RandomColumns.SCHEMA, type))
            .build()) {
      read.forEach(row -> rows.add(row.copy()));
    }
    return rows;
  }

  private static void assertFacts(Metrics metrics, List<Record> rows) {
    assertThat(metrics.recordCount()).isEqualTo(rows.size());
    long absent = rows.stream().filter(row -> row.getField("d") == null).count();
    assertThat(metrics.nullValueCounts())
        .isEqualTo(Map.of(1, 0L, 2, 0L, 3, 0L, 4, absent, 5, (long) rows.size()));
    assertThat(number(metrics.lowerBounds().get(2)))
        .isEqualTo(rows.stream().mapToLong(row -> (Long) row.getField("b")).min().getAsLong());
    assertThat(number(metrics.upperBounds().get(1)))
        .isEqualTo(rows.stream().mapToLong(row -> (Long) row.getField("a")).max().getAsLong());
    assertThat(text(metrics.upperBounds().get(4)))
        .isEqualTo(
            rows.stream()
                .map(row -> (String) row.getField("d"))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null));
  }

  private static long number(ByteBuffer bound) {
    return Conversions.fromByteBuffer(Types.LongType.get(), bound);
  }

  private static String text(ByteBuffer bound) {
    CharSequence text =
        bound == null ? null : Conversions.fromByteBuffer(Types.StringType.get(), bound);
    return text == null ? null : text.toString();
  }
}
