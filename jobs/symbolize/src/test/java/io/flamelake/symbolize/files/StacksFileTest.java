package io.flamelake.symbolize.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.StacksTable;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.parquet.ParquetContext;
import io.flamelake.stacks.parquet.ParquetOptions;
import io.flamelake.stacks.rows.StackRows;
import io.flamelake.stacks.testing.TestFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;

/** Iceberg's own reader reads what is written, with the metrics of its own writer. */
class StacksFileTest {
  private static final Schema SCHEMA = StacksTable.DEFINITION.schema();

  @Property(tries = 60)
  void icebergReadsTheStacksThatWereWritten(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    RandomRows rows = new RandomRows(random);
    List<Record> expected = new ArrayList<>();
    InMemoryOutputFile output = new InMemoryOutputFile();
    StacksFile file;
    try (ParquetContext context =
        new ParquetContext(
            SCHEMA, new ParquetOptions(properties(random)), MetricsConfig.getDefault())) {
      file =
          new StacksFile(
              context.file(EncryptedFiles.encryptedOutput(output, EncryptionKeyMetadata.EMPTY)));
      StackRows views = new StackRows();
      int count = 1 + random.nextInt(400);
      for (int i = 0; i < count; i++) {
        List<TestFrame> frames = rows.frames();
        StackDefinition stack = rows.stack(frames);
        file.add(views.map(stack));
        expected.add(RandomRows.record(stack, frames));
      }
      file.close();
    }
    assertThat(read(output)).isEqualTo(expected);
    assertThat(file.length()).isEqualTo(output.toInputFile().getLength());
    assertSame(file.metrics(), metricsOfIceberg(expected));
  }

  private static Map<String, String> properties(Random random) {
    Map<String, String> properties = new HashMap<>();
    properties.put("write.parquet.compression-codec", random.nextBoolean() ? "zstd" : "gzip");
    properties.put("write.parquet.page-version", random.nextBoolean() ? "v1" : "v2");
    put(properties, "write.parquet.page-row-limit", random, 100);
    put(properties, "write.parquet.page-size-bytes", random, 5_000);
    put(properties, "write.parquet.dict-size-bytes", random, 10_000);
    put(properties, "write.parquet.row-group-size-bytes", random, 20_000);
    return properties;
  }

  private static void put(Map<String, String> properties, String key, Random random, int bound) {
    if (random.nextBoolean()) {
      properties.put(key, String.valueOf(bound / 10 + random.nextInt(bound)));
    }
  }

  private static List<Record> read(InMemoryOutputFile output) throws IOException {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> read =
        Parquet.read(output.toInputFile())
            .project(SCHEMA)
            .createReaderFunc(type -> GenericParquetReaders.buildReader(SCHEMA, type))
            .build()) {
      read.forEach(row -> rows.add(row.copy()));
    }
    return rows;
  }

  private static Metrics metricsOfIceberg(List<Record> rows) throws IOException {
    FileAppender<Record> appender =
        Parquet.write(new InMemoryOutputFile())
            .schema(SCHEMA)
            .createWriterFunc(type -> GenericParquetWriter.create(SCHEMA, type))
            .build();
    try (appender) {
      appender.addAll(rows);
    }
    return appender.metrics();
  }

  private static void assertSame(Metrics metrics, Metrics expected) {
    assertThat(metrics.recordCount()).isEqualTo(expected.recordCount());
    assertThat(metrics.valueCounts()).isEqualTo(expected.valueCounts());
    assertThat(metrics.nullValueCounts()).isEqualTo(expected.nullValueCounts());
    assertThat(metrics.lowerBounds()).isEqualTo(expected.lowerBounds());
    assertThat(metrics.upperBounds()).isEqualTo(expected.upperBounds());
  }
}
