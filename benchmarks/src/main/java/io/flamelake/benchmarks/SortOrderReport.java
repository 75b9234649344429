package io.flamelake.benchmarks;

import static org.apache.iceberg.TableProperties.PARQUET_COMPRESSION_LEVEL;

import io.flamelake.benchmarks.fleet.Fleet;
import io.flamelake.benchmarks.fleet.FleetOptions;
import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import io.flamelake.benchmarks.fleet.FleetRecord;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.compaction.maintenance.TableLayout;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.sort.RowOrder;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.stacks.record.RawRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.util.StructProjection;

/**
 * Prints bytes of a row of {@code samples} for each profile type of recorded profiles and of fleets
 * made from them, and for all types in one file: in the layouts that Iceberg's own writer can be
 * told, and in those that compaction chooses from. A star marks what it chooses.
 *
 * <p>Arguments: the folder of the recordings.
 */
public final class SortOrderReport {
  private static final List<String> KINDS =
      List.of(
          "go/cpu", "java/cpu", "node/wall", "go/heap", "go/mutex", "go/goroutine", "node/heap");
  private static final String ROW = "%-10s %-44s %9s %8s %6s";
  private static final String CELL = " %13s";

  private static final RowOrder.Key TIME = RowOrder.Key.of("time");
  private static final RowOrder.Key SERIES = RowOrder.Key.of("series_id");
  private static final RowOrder.Key STACK = RowOrder.Key.of("stack_id");
  private static final RowOrder.Key QUARTER = new RowOrder.Key("time", RowOrder.By.QUARTER_OF_DAY);

  private final Map<String, Layout.Arrangement> arrangements = new LinkedHashMap<>();
  private final Path folder;

  private SortOrderReport(Path folder) {
    this.folder = folder;
    arrangements.put("time,series", new Layout.Arrangement(order(TIME, SERIES, STACK)));
    arrangements.put("series,time", new Layout.Arrangement(order(SERIES, TIME, STACK)));
    arrangements.put("series,stack", new Layout.Arrangement(order(SERIES, STACK, TIME)));
    arrangements.put("stack,series", new Layout.Arrangement(order(STACK, SERIES, TIME)));
    Layout.Columns differences = new Layout.Columns(Set.of("stack_id"));
    arrangements.put(
        "differences",
        new Layout.Arrangement(
            order(SERIES, STACK, TIME), differences, Map.of("write.parquet.page-version", "v2")));
    Layout.Columns dictionaries = new Layout.Columns();
    compaction("by time", order(TIME, SERIES, STACK), dictionaries);
    compaction("by id", order(QUARTER, SERIES, STACK, TIME), differences);
  }

  private void compaction(String name, RowOrder order, Layout.Columns columns) {
    Map<String, String> properties =
        new HashMap<>(TableLayout.usual(SamplesTable.DEFINITION).properties());
    if (!columns.differences().isEmpty()) {
      properties.put("write.parquet.page-version", "v2");
    }
    arrangements.put(name, new Layout.Arrangement(order, columns, properties));
  }

  public static void main(String[] arguments) throws IOException {
    new SortOrderReport(Path.of(arguments[0])).print();
  }

  private static RowOrder order(RowOrder.Key... keys) {
    return new RowOrder(
        Stream.concat(
                SamplesTable.DEFINITION.sortedBy().stream().map(RowOrder.Key::of),
                Arrays.stream(keys))
            .toList());
  }

  private void print() throws IOException {
    System.out.printf(ROW + CELL, "set", "profile type", "rows", "stacks", "series", "arrival");
    arrangements.keySet().forEach(name -> System.out.printf(CELL, name));
    System.out.println();
    for (String kind : KINDS) {
      StoredSamples samples = new StoredSamples();
      Decoders decoders = new Decoders(DecoderOptions.defaults());
      for (byte[] value : RecordedSet.load(kind).gzip()) {
        decoders.decode(RecordedOutput.record(value, 0), samples);
      }
      print("recorded", samples.rows());
      if (kind.equals("go/cpu")) {
        print("rotated", RotatedFleet.of(samples.rows()));
      }
    }
    print("instances", fleet(1, 12, 199, List.of("go/cpu")));
    print("instances", fleet(1, 12, 20, List.of("go/heap")));
    print("services", fleet(20, 2, 60, List.of("go/cpu", "go/mutex", "java/cpu", "node/wall")));
  }

  /** Profiles of services that have instances, for some intervals. */
  private Map<String, List<StructLike>> fleet(
      int services, int instances, int intervals, List<String> kinds) throws IOException {
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
    return samples.rows();
  }

  private void print(String set, Map<String, List<StructLike>> samples) throws IOException {
    Map<String, List<StructLike>> sets = new LinkedHashMap<>(samples);
    if (samples.size() > 1) {
      sets.put("all types", samples.values().stream().flatMap(List::stream).toList());
    }
    for (Map.Entry<String, List<StructLike>> type : sets.entrySet()) {
      List<StructLike> rows = type.getValue();
      System.out.printf(ROW, set, type.getKey(), rows.size(), distinct(rows, 4), distinct(rows, 3));
      double arrival = CompactedFile.asTheyCome(SamplesTable.DEFINITION, rows);
      System.out.printf(CELL, String.format(Locale.ROOT, "%.2f", arrival / rows.size()));
      RowOrder chosen = chosen(rows).rowOrder();
      for (Layout.Arrangement arrangement : arrangements.values()) {
        double bytes = CompactedFile.bytes(SamplesTable.DEFINITION, arrangement, rows);
        boolean compaction = arrangement.properties().containsKey(PARQUET_COMPRESSION_LEVEL);
        String star = compaction && arrangement.rowOrder().equals(chosen) ? "*" : "";
        System.out.printf(CELL, String.format(Locale.ROOT, "%.2f%s", bytes / rows.size(), star));
      }
      System.out.println();
    }
  }

  private static Layout.Arrangement chosen(List<StructLike> rows) {
    Layout.Choice choice = TableLayout.choice(SamplesTable.DEFINITION).orElseThrow();
    Layout.Counter counter = choice.counter();
    StructProjection columns =
        StructProjection.create(
            SamplesTable.DEFINITION.schema(),
            SamplesTable.DEFINITION.schema().select(choice.columns()));
    rows.forEach(row -> counter.add(columns.wrap(row)));
    return counter.chosen();
  }

  private static int distinct(List<StructLike> rows, int column) {
    Set<Long> values = new HashSet<>();
    rows.forEach(row -> values.add(row.get(column, Long.class)));
    return values.size();
  }
}
