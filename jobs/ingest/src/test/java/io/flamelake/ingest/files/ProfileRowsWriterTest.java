package io.flamelake.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.ProfileRecords;
import io.flamelake.ingest.testing.RandomSeries;
import io.flamelake.ingest.testing.SampleRecords;
import io.flamelake.stacks.testing.LocalLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.SerializableTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericFileWriterFactory;
import org.apache.iceberg.data.InternalRecordWrapper;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.io.PartitionedFanoutWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Iceberg's own writer of generic records is what every file is compared with. */
class ProfileRowsWriterTest {
  private static final int MANY = 1_000;

  @TempDir private Path folder;
  private LocalLake lake;
  private ProfileRows kind;
  private Table table;

  @BeforeEach
  void createTables() {
    lake = new LocalLake(folder);
    use(ProfileRows.SAMPLES);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @ParameterizedTest
  @CsvSource({
    "write.parquet.compression-codec, zstd",
    "write.parquet.compression-codec, gzip",
    "write.parquet.dict-size-bytes, 1000",
    "write.parquet.stats-enabled.column.stack_id, false",
    "write.metadata.metrics.default, none",
    "write.metadata.metrics.default, counts",
    "write.metadata.metrics.default, truncate(3)",
    "write.metadata.metrics.column.profile_type, full",
    "write.object-storage.enabled, true",
  })
  void writesTheSameFilesWithTheSameMetricsAsIceberg(String key, String value) throws Exception {
    table.updateProperties().set(key, value).commit();
    assertSameAsIceberg(profiles(40, 3, 2));
  }

  @ParameterizedTest
  @CsvSource({
    "write.parquet.compression-codec, zstd",
    "write.parquet.dict-size-bytes, 1000",
    "write.metadata.metrics.default, full",
  })
  void writesTheSameFilesOfProfilesAsIceberg(String key, String value) throws Exception {
    use(ProfileRows.PROFILES);
    table.updateProperties().set(key, value).commit();
    assertSameAsIceberg(profiles(200, 3, 2));
  }

  /** Where pages end elsewhere, or fall back to another encoding, files are not quite the same. */
  @ParameterizedTest
  @CsvSource({
    "write.parquet.page-version, v2",
    "write.parquet.page-row-limit, 100",
    "write.parquet.page-size-bytes, 3000",
    "write.parquet.row-group-size-bytes, 20000",
  })
  void writesFilesOfTheSameRowsAndMetricsThatAreHardlyLarger(String key, String value)
      throws Exception {
    for (ProfileRows each : ProfileRows.values()) {
      use(each);
      table.updateProperties().set(key, value).commit();
      assertAsGoodAsIceberg(profiles(40, 3, 2));
    }
  }

  @Test
  void writesIntoTheSamePartitionsWhateverTheSpec() throws Exception {
    table
        .updateSpec()
        .removeField("time_day")
        .addField(Expressions.hour("time"))
        .addField(Expressions.bucket("series_id", 3))
        .commit();
    assertSameAsIceberg(profiles(40, 3, 2));
    table
        .updateSpec()
        .removeField("service_name_bucket")
        .addField(Expressions.truncate("service_name", 4))
        .commit();
    assertSameAsIceberg(profiles(40, 3, 2));
  }

  @Test
  void leavesColumnsThatItDoesNotKnowNull() throws Exception {
    table
        .updateSchema()
        .addColumn("region", Types.StringType.get())
        .addColumn(
            "more",
            Types.MapType.ofOptional(100, 101, Types.StringType.get(), Types.LongType.get()))
        .moveFirst("region")
        .commit();
    assertAsGoodAsIceberg(profiles(10, 2, 1));
  }

  @Test
  void writesASecondFileRatherThanMoreThanTheBoundAtATime() throws Exception {
    List<SeriesProfile> profiles = profiles(100, 1, 6);
    ProfileRowsWriter writer = new ProfileRowsWriter(kind, table, 0, 0, 2);
    for (SeriesProfile profile : profiles) {
      writer.write(profile);
    }
    List<DataFile> files = writer.complete();

    assertThat(writer.closedEarly()).isPositive().isEqualTo(files.size() - 2);
    assertThat(sorted(rows(files))).isEqualTo(sorted(SampleRecords.of(profiles)));
  }

  @Test
  void beginsANewFileAtTheTargetSize() throws Exception {
    table
        .updateProperties()
        .set("write.target-file-size-bytes", "30000")
        .set("write.parquet.page-size-bytes", "1000")
        .commit();
    List<SeriesProfile> profiles = profiles(400, 1, 1);
    List<DataFile> files = write(profiles);

    assertThat(files).hasSizeGreaterThan(3);
    assertThat(rows(files)).containsExactlyElementsOf(SampleRecords.of(profiles));
  }

  @Test
  void hasNoFileForAProfileOfOnlyZeros() throws Exception {
    SeriesProfile profile = new RandomSeries(1).next("a", 1_795_176_000L, 5);
    java.util.Arrays.fill(profile.values(), 0);

    assertThat(write(List.of(profile))).isEmpty();
  }

  @Test
  void deletesItsFilesWhenItIsAborted() throws Exception {
    ProfileRowsWriter writer = new ProfileRowsWriter(kind, table, 0, 0, 2);
    for (SeriesProfile profile : profiles(100, 1, 6)) {
      writer.write(profile);
    }
    writer.abort();

    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(file -> file.toString().endsWith(".parquet"))).isEmpty();
    }
  }

  @Test
  void writesWithTheCopyOfATableThatTravelsWithAJob() throws Exception {
    List<SeriesProfile> profiles = profiles(10, 1, 1);
    table = SerializableTable.copyOf(table);

    assertThat(rows(write(profiles))).containsExactlyElementsOf(SampleRecords.of(profiles));
  }

  @Test
  void refusesATableWithOtherColumns() {
    table
        .updateSchema()
        .deleteColumn("value")
        .renameColumn("span_id", "span")
        .allowIncompatibleChanges()
        .addRequiredColumn("region", Types.StringType.get())
        .commit();

    assertThatThrownBy(() -> ProfileRowsWriter.check(kind, table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Rows of lake.profiles.samples cannot be written: column value is missing;"
                + " column span_id is missing; column region is not null, but ingest has no value"
                + " for it");
  }

  @Test
  void refusesASpecThatPartsTheRowsOfAProfile() {
    table.updateSpec().addField(Expressions.bucket("stack_id", 4)).commit();

    assertThatThrownBy(() -> ProfileRowsWriter.check(kind, table))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Rows of lake.profiles.samples cannot be written: it is partitioned by"
                + " bucket[4](stack_id), but partitions may only be of time, service_name and"
                + " series_id");
  }

  private void use(ProfileRows newKind) {
    kind = newKind;
    table = lake.table(newKind.definition());
  }

  private void assertSameAsIceberg(List<SeriesProfile> profiles) throws IOException {
    compareWithIceberg(profiles, DataFileFacts::assertSame);
  }

  private void assertAsGoodAsIceberg(List<SeriesProfile> profiles) throws IOException {
    compareWithIceberg(profiles, DataFileFacts::assertAsGood);
  }

  private void compareWithIceberg(
      List<SeriesProfile> profiles, BiConsumer<DataFile, DataFile> assertion) throws IOException {
    List<DataFile> ours = byPartition(write(profiles));
    List<DataFile> theirs = byPartition(writeByIceberg(profiles));

    assertThat(ours).hasSameSizeAs(theirs);
    for (int i = 0; i < ours.size(); i++) {
      assertThat(rows(ours.subList(i, i + 1)))
          .isEqualTo(rows(theirs.subList(i, i + 1)))
          .isNotEmpty();
      assertion.accept(ours.get(i), theirs.get(i));
    }
  }

  private static List<SeriesProfile> profiles(int count, int services, int days) {
    RandomSeries random = new RandomSeries(count);
    return Stream.generate(() -> random.next(services, days, 200)).limit(count).toList();
  }

  private List<DataFile> write(List<SeriesProfile> profiles) throws IOException {
    ProfileRowsWriter writer = new ProfileRowsWriter(kind, table, 0, 0, MANY);
    int rows = 0;
    for (SeriesProfile profile : profiles) {
      rows += writer.write(profile);
    }
    List<DataFile> files = writer.complete();
    assertThat(files.stream().mapToLong(DataFile::recordCount).sum()).isEqualTo(rows);
    return files;
  }

  private List<DataFile> writeByIceberg(List<SeriesProfile> profiles) throws IOException {
    InternalRecordWrapper row = new InternalRecordWrapper(table.schema().asStruct());
    PartitionKey key = new PartitionKey(table.spec(), table.schema());
    try (PartitionedFanoutWriter<Record> writer =
        new PartitionedFanoutWriter<>(
            table.spec(),
            FileFormat.PARQUET,
            new GenericFileWriterFactory.Builder(table).dataSchema(table.schema()).build(),
            OutputFileFactory.builderFor(table, 1, 1).format(FileFormat.PARQUET).build(),
            table.io(),
            Long.MAX_VALUE) {
          @Override
          protected PartitionKey partition(Record record) {
            key.partition(row.wrap(record));
            return key;
          }
        }) {
      for (Record record : records(profiles)) {
        writer.write(record);
      }
      return List.of(writer.complete().dataFiles());
    }
  }

  private List<Record> records(List<SeriesProfile> profiles) {
    return kind == ProfileRows.SAMPLES
        ? SampleRecords.of(profiles, table.schema())
        : ProfileRecords.of(profiles, table.schema());
  }

  private static List<DataFile> byPartition(List<DataFile> files) {
    return files.stream()
        .sorted(Comparator.comparing(file -> file.partition().toString()))
        .toList();
  }

  private List<Record> rows(List<DataFile> files) throws IOException {
    List<Record> rows = new ArrayList<>();
    for (DataFile file : files) {
      try (CloseableIterable<Record> read =
          Parquet.read(table.io().newInputFile(file.location()))
              .project(table.schema())
              .createReaderFunc(type -> GenericParquetReaders.buildReader(table.schema(), type))
              .build()) {
        read.forEach(row -> rows.add(row.copy()));
      }
    }
    return rows;
  }

  private static List<String> sorted(List<Record> rows) {
    return rows.stream().map(Record::toString).sorted().toList();
  }
}
