package io.flamelake.benchmarks;

import io.flamelake.benchmarks.fleet.Fleet;
import io.flamelake.benchmarks.fleet.FleetOptions;
import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import io.flamelake.benchmarks.fleet.FleetRecord;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.compaction.rewrite.DeltaFile;
import io.flamelake.compaction.sort.ExternalSorter;
import io.flamelake.compaction.sort.PackedRow;
import io.flamelake.compaction.sort.RowCodec;
import io.flamelake.compaction.sort.RowOrder;
import io.flamelake.compaction.sort.SortedRows;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.stacks.parquet.ParquetOptions;
import io.flamelake.stacks.record.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.parquet.InternalWriter;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.parquet.Parquet;

/**
 * Prints bytes of a row of {@code samples} in each order that a file can be sorted by, for each
 * profile type of recorded profiles and of a fleet made from them.
 *
 * <p>Arguments: the folder of the recordings.
 */
public final class SortOrderReport {
  private static final List<String> KINDS =
      List.of(
          "go/cpu", "java/cpu", "node/wall", "go/heap", "go/mutex", "go/goroutine", "node/heap");
  private static final String DIFFERENCES = "differences";
  private static final String ROW = "%-9s %-44s %9s %8s %6s";

  private final Map<String, RowOrder> orders = new LinkedHashMap<>();
  private final Path folder;

  private SortOrderReport(Path folder) {
    this.folder = folder;
    orders.put("arrival", null);
    orders.put("time,series,stack", order("time", "series_id", "stack_id"));
    orders.put("series,time,stack", order("series_id", "time", "stack_id"));
    orders.put("series,stack,time", order("series_id", "stack_id", "time"));
    orders.put("stack,series,time", order("stack_id", "series_id", "time"));
    RowOrder.Key quarter = new RowOrder.Key("time", RowOrder.By.QUARTER_OF_DAY);
    orders.put(
        "quarter,stack,time",
        new RowOrder(
            List.of(
                RowOrder.Key.of("service_name"),
                RowOrder.Key.of("profile_type"),
                quarter,
                RowOrder.Key.of("stack_id"),
                RowOrder.Key.of("time"),
                RowOrder.Key.of("series_id"))));
    // What compaction does where stacks seldom repeat.
    orders.put(
        DIFFERENCES,
        new RowOrder(
            List.of(
                RowOrder.Key.of("service_name"),
                RowOrder.Key.of("profile_type"),
                quarter,
                RowOrder.Key.of("series_id"),
                RowOrder.Key.of("stack_id"),
                RowOrder.Key.of("time"))));
  }

  public static void main(String[] arguments) throws IOException {
    new SortOrderReport(Path.of(arguments[0])).print();
  }

  private static RowOrder order(String... columns) {
    return RowOrder.by("service_name", "profile_type", columns[0], columns[1], columns[2]);
  }

  private void print() throws IOException {
    System.out.printf(ROW, "set", "profile type", "rows", "stacks", "series");
    orders.keySet().forEach(name -> System.out.printf(" %18s", name));
    System.out.println();
    for (String kind : KINDS) {
      StoredSamples samples = new StoredSamples();
      Decoders decoders = new Decoders(DecoderOptions.defaults());
      for (byte[] value : RecordedSet.load(kind).gzip()) {
        decoders.decode(RecordedOutput.record(value, 0), samples);
      }
      print("recorded", samples);
    }
    print("instances", fleet(1, 12, 199, List.of("go/cpu")));
    print("instances", fleet(1, 12, 20, List.of("go/heap")));
    print("services", fleet(20, 2, 60, List.of("go/cpu", "go/mutex", "java/cpu", "node/wall")));
  }

  /** Profiles of services that have instances, for some intervals. */
  private StoredSamples fleet(int services, int instances, int intervals, List<String> kinds)
      throws IOException {
    Instant start = Instant.parse("2026-11-21T00:00:00Z");
    Rates rates = new Rates(0.01, 0.001, 0, 0, 1);
    Fleet fleet =
        new Fleet(
            folder,
            new FleetOptions(
                "shop", kinds, services, instances, start, Duration.ofSeconds(10), rates));
    StoredSamples samples = new StoredSamples();
    Decoders decoders = new Decoders(DecoderOptions.defaults());
    while (fleet.time().isBefore(start.plusSeconds(10L * intervals))) {
      FleetRecord record = fleet.next();
      Map<String, byte[]> headers =
          Map.of(
              "content-type",
              FleetRecord.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII),
              "labels",
              record.labels().getBytes(StandardCharsets.UTF_8));
      decoders.decode(
          new RawRecord("profiles", 0, 0, record.sentMillis(), headers, record.value()), samples);
    }
    return samples;
  }

  private void print(String set, StoredSamples samples) throws IOException {
    for (Map.Entry<String, List<StructLike>> type : samples.rows().entrySet()) {
      List<StructLike> rows = type.getValue();
      System.out.printf(ROW, set, type.getKey(), rows.size(), distinct(rows, 4), distinct(rows, 3));
      for (Map.Entry<String, RowOrder> order : orders.entrySet()) {
        boolean differences = order.getKey().equals(DIFFERENCES);
        double bytes = (double) bytes(rows, order.getValue(), differences) / rows.size();
        System.out.print(String.format(Locale.ROOT, " %18.2f", bytes));
      }
      System.out.println();
    }
  }

  private static int distinct(List<StructLike> rows, int column) {
    Set<Long> values = new HashSet<>();
    rows.forEach(row -> values.add(row.get(column, Long.class)));
    return values.size();
  }

  private static long bytes(List<StructLike> rows, RowOrder order, boolean differences)
      throws IOException {
    InMemoryOutputFile file = new InMemoryOutputFile();
    try (FileAppender<StructLike> appender = differences ? differences(file) : usual(file)) {
      if (order == null) {
        appender.addAll(rows);
      } else {
        addSorted(rows, order, appender);
      }
    }
    return file.toByteArray().length;
  }

  private static FileAppender<StructLike> usual(OutputFile file) throws IOException {
    return Parquet.write(file)
        .schema(SamplesTable.DEFINITION.schema())
        .setAll(SamplesTable.DEFINITION.properties())
        .createWriterFunc(InternalWriter::createWriter)
        .build();
  }

  private static FileAppender<StructLike> differences(OutputFile file) throws IOException {
    return new DeltaFile(
        file,
        SamplesTable.DEFINITION.schema(),
        MetricsConfig.getDefault(),
        new ParquetOptions(SamplesTable.DEFINITION.properties()),
        Set.of("stack_id"));
  }

  private static void addSorted(
      List<StructLike> rows, RowOrder order, FileAppender<StructLike> appender) throws IOException {
    RowCodec codec = new RowCodec(SamplesTable.DEFINITION.schema(), order);
    PackedRow packed = new PackedRow();
    Path spilled = Files.createTempDirectory("sort-order");
    try (ExternalSorter sorter = new ExternalSorter(spilled, 512L << 20)) {
      for (StructLike row : rows) {
        codec.pack(row, packed);
        sorter.add(packed);
      }
      SortedRows sorted = sorter.sorted(codec);
      for (StructLike row = sorted.next(); row != null; row = sorted.next()) {
        appender.add(row);
      }
    }
  }
}
