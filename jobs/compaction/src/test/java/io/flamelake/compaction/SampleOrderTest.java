package io.flamelake.compaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.iceberg.shaded.org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.iceberg.shaded.org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Samples are ordered and written by how often their stacks repeat. */
class SampleOrderTest {
  private static final OffsetDateTime MIDNIGHT = OffsetDateTime.parse("2026-11-20T00:00:00Z");
  private static final String TYPE = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";
  private static final int FILES = 4;
  private static final int ROWS = 2_000;

  /** Of any service and type, within a quarter of a day. */
  private static final Comparator<Record> BY_STACK =
      comparing((Record row) -> (String) row.getField("service_name"))
          .thenComparing(row -> ((OffsetDateTime) row.getField("time")).getHour() / 6)
          .thenComparing(row -> (long) row.getField("series_id"))
          .thenComparing(row -> (long) row.getField("stack_id"))
          .thenComparing(row -> (OffsetDateTime) row.getField("time"));

  private static final Comparator<Record> BY_TIME =
      comparing((Record row) -> (String) row.getField("service_name"))
          .thenComparing(row -> (OffsetDateTime) row.getField("time"))
          .thenComparing(row -> (long) row.getField("series_id"))
          .thenComparing(row -> (long) row.getField("stack_id"));

  @TempDir private Path folder;

  @Test
  void stacksThatSeldomRepeatAreInTheirOrderAndWrittenAsDifferences() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = filled(lake, 10 * FILES * ROWS);
      List<Record> before = lake.rows(SamplesTable.DEFINITION);
      compact(lake, Map.of());
      assertThat(lake.rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(before);
      List<Record> after = new ArrayList<>();
      for (DataFile file : files(table)) {
        assertThat(encodings(file, "stack_id")).contains(Encoding.DELTA_BINARY_PACKED);
        assertThat(encodings(file, "time")).contains(Encoding.RLE_DICTIONARY);
        after.addAll(read(table, file));
      }
      assertThat(after).isSortedAccordingTo(BY_STACK);
    }
  }

  @Test
  void stacksThatRepeatAreInTheOrderOfTimeAndWrittenByADictionary() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = filled(lake, FILES * ROWS / 20);
      compact(lake, Map.of());
      for (DataFile file : files(table)) {
        assertThat(encodings(file, "stack_id")).doesNotContain(Encoding.DELTA_BINARY_PACKED);
        assertThat(read(table, file)).isSortedAccordingTo(BY_TIME);
      }
    }
  }

  @Test
  void stacksThatSeldomRepeatButThatTypesHaveInCommonAreWrittenByADictionary() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = filled(lake, 10 * FILES * ROWS, List.of(TYPE, "process_cpu:samples:count"));
      compact(lake, Map.of());
      for (DataFile file : files(table)) {
        assertThat(encodings(file, "stack_id")).doesNotContain(Encoding.DELTA_BINARY_PACKED);
      }
    }
  }

  @Test
  void aFileHasNoColumnsThatItsRowsDoNotHave() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = filled(lake, 10);
      compact(lake, Map.of());
      for (DataFile file : files(table)) {
        assertThat(file.columnSizes()).doesNotContainKey(id(table, "span_id"));
        assertThat(file.columnSizes()).containsKey(id(table, "value"));
        assertThat(read(table, file)).allMatch(row -> row.getField("span_id") == null);
      }
      Record withSpan = GenericRecord.create(table.schema());
      withSpan.setField("time", MIDNIGHT);
      withSpan.setField("service_name", "api");
      withSpan.setField("profile_type", TYPE);
      withSpan.setField("series_id", 1L);
      withSpan.setField("stack_id", 1L);
      withSpan.setField("value", 1L);
      withSpan.setField("span_id", "00f067aa0ba902b7");
      new TestFiles(table).append(List.of(withSpan));
      List<Record> before = lake.rows(SamplesTable.DEFINITION);
      compact(lake, Map.of());
      assertThat(lake.rows(SamplesTable.DEFINITION))
          .containsExactlyInAnyOrderElementsOf(before)
          .contains(withSpan);
    }
  }

  @Test
  void aFileHasAllColumnsIfAskedFor() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = filled(lake, 10);
      compact(lake, Map.of("compaction.absent-columns", "true"));
      for (DataFile file : files(table)) {
        assertThat(file.columnSizes()).containsKey(id(table, "span_id"));
      }
    }
  }

  @Test
  void rowGroupsEndAfterAsManyRowsAsAreSaid() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = filled(lake, 10);
      List<Record> before = lake.rows(SamplesTable.DEFINITION);
      compact(lake, Map.of("compaction.row-group-rows", "700"));
      assertThat(lake.rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(before);
      for (DataFile file : files(table)) {
        assertThat(blocks(file)).hasSize((int) (file.recordCount() + 699) / 700);
        assertThat(blocks(file)).allMatch(block -> block.getRowCount() <= 700);
      }
    }
  }

  private static int id(Table table, String column) {
    return table.schema().findField(column).fieldId();
  }

  @Test
  void filesOfDifferencesHaveRowGroupsAndSizesAndMetricsLikeOthers() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = filled(lake, 10 * FILES * ROWS);
      List<Record> before = lake.rows(SamplesTable.DEFINITION);
      compact(
          lake,
          Map.of(
              "compaction.row-group-size", "16 kb",
              "compaction.target-file-size", "40 kb",
              "compaction.max-group-size", "1 gb"));
      assertThat(lake.rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(before);
      List<DataFile> files = files(table);
      assertThat(files).hasSizeGreaterThan(1);
      for (DataFile file : files) {
        assertThat(blocks(file)).hasSizeGreaterThan(1).hasSameSizeAs(file.splitOffsets());
        Metrics metrics =
            ParquetUtil.fileMetrics(
                table.io().newInputFile(file.location()), MetricsConfig.forTable(table));
        assertThat(file.lowerBounds()).isEqualTo(metrics.lowerBounds());
        assertThat(file.upperBounds()).isEqualTo(metrics.upperBounds());
        assertThat(file.valueCounts()).isEqualTo(metrics.valueCounts());
        assertThat(file.nullValueCounts()).isEqualTo(metrics.nullValueCounts());
        assertThat(file.recordCount()).isEqualTo(metrics.recordCount());
      }
    }
  }

  private static Table filled(TestLake lake, int stacks) throws IOException {
    return filled(lake, stacks, List.of(TYPE));
  }

  private static Table filled(TestLake lake, int stacks, List<String> types) throws IOException {
    Table table = lake.table(SamplesTable.DEFINITION);
    Random random = new Random(stacks);
    for (int file = 0; file < FILES; file++) {
      List<Record> rows = new ArrayList<>();
      for (int i = 0; i < ROWS; i++) {
        Record row = GenericRecord.create(table.schema());
        row.setField("time", MIDNIGHT.plusMinutes(random.nextInt(24 * 60)));
        row.setField("service_name", random.nextBoolean() ? "api" : "shop");
        row.setField("profile_type", types.get(0));
        row.setField("series_id", (long) random.nextInt(3));
        row.setField("stack_id", random.nextInt(stacks) * 0x9E3779B97F4A7C15L);
        row.setField("value", 1L + random.nextInt(3));
        rows.add(row);
        for (String other : types.subList(1, types.size())) {
          rows.add(row.copy(Map.of("profile_type", other)));
        }
      }
      new TestFiles(table).append(rows);
    }
    return table;
  }

  private static void compact(TestLake lake, Map<String, String> more) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(out, true, UTF_8);
    Map<String, String> all = new HashMap<>(more);
    all.put("compaction.tables", "samples");
    all.put("compaction.seal-delay", "0 s");
    all.put("compaction.merge-delay", "0 s");
    assertThat(CompactOnce.run(print, print, step -> {}, lake.arguments(all)))
        .as(out.toString(UTF_8))
        .isZero();
  }

  private static List<DataFile> files(Table table) throws IOException {
    table.refresh();
    List<DataFile> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks = table.newScan().includeColumnStats().planFiles()) {
      tasks.forEach(task -> files.add(task.file().copy()));
    }
    files.sort(comparing(DataFile::location));
    return files;
  }

  private static List<Record> read(Table table, DataFile file) throws IOException {
    try (CloseableIterable<Record> rows =
        Parquet.read(table.io().newInputFile(file.location()))
            .project(table.schema())
            .createReaderFunc(
                type -> GenericParquetReaders.buildReader(table.schema(), type, Map.of()))
            .build()) {
      List<Record> read = new ArrayList<>();
      rows.forEach(read::add);
      return read;
    }
  }

  private Set<Encoding> encodings(DataFile file, String column) throws IOException {
    return blocks(file).stream()
        .flatMap(block -> block.getColumns().stream())
        .filter(chunk -> chunk.getPath().toDotString().equals(column))
        .flatMap(chunk -> chunk.getEncodings().stream())
        .collect(Collectors.toSet());
  }

  private List<BlockMetaData> blocks(DataFile file) throws IOException {
    Path path = folder.resolve(file.location().replaceFirst("^local:/*", ""));
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(path))) {
      return reader.getFooter().getBlocks();
    }
  }
}
