package io.flamelake.compaction.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.catalog.StacksTable;
import io.flamelake.compaction.rewrite.ColumnsFile.Shape;
import io.flamelake.stacks.parquet.ParquetOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.InternalReader;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.encryption.EncryptedFiles;
import org.apache.iceberg.encryption.EncryptionKeyMetadata;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;

/** Iceberg's own reader reads what is written. */
class ColumnsFileTest {
  private static final Schema SCHEMA = StacksTable.DEFINITION.schema();

  /** Without the fields of frames that the rows below never have. */
  private static final Schema WITHOUT_ABSENT =
      TypeUtil.selectNot(
          SCHEMA,
          Stream.of("system_name", "column", "start_line", "build_id")
              .map(name -> StacksTable.FRAME.field(name).fieldId())
              .collect(Collectors.toSet()));

  @Property(tries = 60)
  void icebergReadsTheStacksThatWereWritten(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    List<Record> rows = rows(random, 1 + random.nextInt(3_000), 1 + random.nextInt(2_000));
    InMemoryOutputFile output = new InMemoryOutputFile();
    Shape shape =
        new Shape(
            SCHEMA,
            random.nextBoolean() ? SCHEMA : WITHOUT_ABSENT,
            random.nextBoolean() ? Set.of("stack_id") : Set.of());
    ColumnsFile file =
        file(
            output,
            shape,
            Map.of(
                "write.parquet.page-version", random.nextBoolean() ? "v1" : "v2",
                "write.parquet.page-size-bytes", String.valueOf(1_000 + random.nextInt(100_000)),
                "write.parquet.page-row-limit", String.valueOf(1 + random.nextInt(1_000)),
                "write.parquet.dict-size-bytes", String.valueOf(100 + random.nextInt(100_000)),
                "write.parquet.row-group-size-bytes",
                    String.valueOf(5_000 + random.nextInt(1_000_000))));
    try (file) {
      rows.forEach(file::add);
    }

    assertThat(read(output)).isEqualTo(rows.stream().map(ColumnsFileTest::told).toList());
    assertThat(file.length()).isEqualTo(output.toInputFile().getLength());
    Metrics told = file.metrics();
    Metrics read = ParquetUtil.fileMetrics(output.toInputFile(), MetricsConfig.getDefault());
    assertThat(told.recordCount()).isEqualTo(rows.size());
    assertThat(told.lowerBounds()).isEqualTo(read.lowerBounds());
    assertThat(told.upperBounds()).isEqualTo(read.upperBounds());
    assertThat(told.nullValueCounts()).isEqualTo(read.nullValueCounts());
  }

  @Test
  void aFileHasNoneOfTheColumnsThatRowsDoNotHave() throws IOException {
    List<Record> rows = rows(new Random(4), 5_000, 3_000);
    InMemoryOutputFile all = new InMemoryOutputFile();
    try (ColumnsFile file = file(all, new Shape(SCHEMA), Map.of())) {
      rows.forEach(file::add);
    }
    InMemoryOutputFile less = new InMemoryOutputFile();
    Shape shape = new Shape(SCHEMA, WITHOUT_ABSENT, Set.of());
    try (ColumnsFile file = file(less, shape, Map.of())) {
      rows.forEach(file::add);
    }
    assertThat(read(less)).isEqualTo(read(all));
    assertThat(less.toInputFile().getLength()).isLessThan(all.toInputFile().getLength());
    assertThat(
            ParquetUtil.fileMetrics(less.toInputFile(), MetricsConfig.getDefault()).columnSizes())
        .containsOnlyKeys(1, 2, 3, 6, 8, 10, 12, 13, 16, 18, 19, 20);
  }

  @Test
  void framesThatNeighboursShareTakeLessThanInAFileOfIcebergsWriter() throws IOException {
    List<Record> rows = rows(new Random(3), 5_000, 3_000);
    InMemoryOutputFile ours = new InMemoryOutputFile();
    try (ColumnsFile file = file(ours, new Shape(SCHEMA), Map.of())) {
      rows.forEach(file::add);
    }
    InMemoryOutputFile usual = new InMemoryOutputFile();
    try (FileAppender<StructLike> file =
        Parquet.write(usual)
            .schema(SCHEMA)
            .set("write.parquet.compression-codec", "zstd")
            .createWriterFunc(InternalWriter::createWriter)
            .build()) {
      rows.forEach(file::add);
    }
    assertThat(ours.toInputFile().getLength()).isLessThan(usual.toInputFile().getLength() * 9 / 10);
  }

  @Property(tries = 20)
  void icebergReadsTheDoublesThatWereWrittenAndKnowsTheirMetrics(@ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    Schema schema = new Schema(Types.NestedField.optional(3, "rate", Types.DoubleType.get()));
    List<Record> rows = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Double value = random.nextInt(9) == 0 ? Double.NaN : random.nextInt(500) / 7.0 - 30;
      Record row = GenericRecord.create(schema);
      row.setField("rate", random.nextInt(5) == 0 ? null : value);
      rows.add(row);
    }
    InMemoryOutputFile ours = new InMemoryOutputFile();
    ColumnsFile file = file(ours, new Shape(schema), Map.of());
    try (file) {
      rows.forEach(file::add);
    }
    InMemoryOutputFile usual = new InMemoryOutputFile();
    FileAppender<StructLike> oracle =
        Parquet.write(usual).schema(schema).createWriterFunc(InternalWriter::createWriter).build();
    try (oracle) {
      rows.forEach(oracle::add);
    }
    assertThat(read(ours, schema)).isEqualTo(rows.stream().map(ColumnsFileTest::told).toList());
    Metrics told = file.metrics();
    assertThat(told.nanValueCounts()).isEqualTo(oracle.metrics().nanValueCounts());
    assertThat(told.nullValueCounts()).isEqualTo(oracle.metrics().nullValueCounts());
    assertThat(told.lowerBounds()).isEqualTo(oracle.metrics().lowerBounds());
    assertThat(told.upperBounds()).isEqualTo(oracle.metrics().upperBounds());
  }

  @Test
  void refusesWhatItDoesNotWrite() {
    assertRefused(
        Types.MapType.ofRequired(2, 3, Types.StringType.get(), Types.StringType.get()),
        "Column c is map<string, string>, which this writer does not write");
    assertRefused(
        Types.ListType.ofRequired(2, Types.FloatType.get()),
        "Column c is float, which this writer does not write");
    assertThatThrownBy(
            () ->
                file(
                    new InMemoryOutputFile(),
                    new Shape(
                        new Schema(
                            Types.NestedField.optional(
                                1, "c", Types.ListType.ofRequired(2, Types.LongType.get())))),
                    Map.of()))
        .hasMessage("Column c is a list that may be absent, which this writer has no levels for");
    assertThatThrownBy(
            () ->
                file(new InMemoryOutputFile(), new Shape(SCHEMA, SCHEMA, Set.of("day")), Map.of()))
        .hasMessage(
            "Column day is required int32 day (DATE) = 1, and only long is written as differences");
  }

  private static void assertRefused(Type type, String message) {
    assertThatThrownBy(
            () ->
                file(
                    new InMemoryOutputFile(),
                    new Shape(new Schema(Types.NestedField.required(1, "c", type))),
                    Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static ColumnsFile file(
      InMemoryOutputFile output, Shape shape, Map<String, String> properties) throws IOException {
    return ColumnsFile.begin(
        EncryptedFiles.encryptedOutput(output, EncryptionKeyMetadata.EMPTY),
        shape,
        MetricsConfig.getDefault(),
        new ParquetOptions(properties));
  }

  /** Stacks that begin alike: each has the frames of the one before from the root, up to some. */
  private static List<Record> rows(Random random, int count, int functions) {
    List<Record> rows = new ArrayList<>();
    List<Record> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      frames = new ArrayList<>(frames.subList(0, random.nextInt(frames.size() + 1)));
      int added = random.nextInt(12);
      for (int frame = 0; frame < added; frame++) {
        frames.add(frame(random, random.nextInt(functions)));
      }
      Record row = GenericRecord.create(SCHEMA);
      row.setField("day", 20_000 + random.nextInt(2));
      row.setField("service_name", "shop");
      row.setField("stack_id", random.nextLong());
      row.setField("frames", List.copyOf(frames));
      row.setField("unresolved", random.nextInt(3));
      row.setField("build_ids", random.nextInt(4) == 0 ? List.of("ab", "cd") : List.of());
      rows.add(row);
    }
    return rows;
  }

  private static Record frame(Random random, int function) {
    Record frame = GenericRecord.create(StacksTable.FRAME);
    if (random.nextInt(30) == 0) {
      frame.setField("address", random.nextLong());
      frame.setField("mapping", "/lib/c.so");
      return frame;
    }
    frame.setField("function", "ünit.Function" + function);
    frame.setField("file", "/src/file" + function % 50 + ".go");
    frame.setField("line", (long) (function * 10 + random.nextInt(3)));
    frame.setField("kind", "go");
    if (function % 5 == 0) {
      frame.setField("inlined", true);
    }
    return frame;
  }

  private static List<String> read(InMemoryOutputFile output) throws IOException {
    return read(output, SCHEMA);
  }

  private static List<String> read(InMemoryOutputFile output, Schema schema) throws IOException {
    List<String> rows = new ArrayList<>();
    try (CloseableIterable<StructLike> read =
        Parquet.read(output.toInputFile())
            .project(schema)
            .createReaderFunc(type -> InternalReader.create(schema, type))
            .build()) {
      read.forEach(row -> rows.add(told(row)));
    }
    return rows;
  }

  private static String told(StructLike row) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Object value = row.get(i, Object.class);
      values.add(
          value instanceof List<?> list
              ? list.stream()
                  .map(
                      each ->
                          each instanceof StructLike struct ? told(struct) : String.valueOf(each))
                  .toList()
                  .toString()
              : String.valueOf(value));
    }
    return values.toString();
  }
}
