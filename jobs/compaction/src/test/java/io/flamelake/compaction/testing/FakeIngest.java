package io.flamelake.compaction.testing;

import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/**
 * Writes profiles of few series into the four tables as the ingest job does: a series and a stack
 * of a day are written when they are first seen, and never again.
 */
public final class FakeIngest {
  /** What one series is. */
  public record Series(long id, String service, Map<String, String> labels) {}

  private static final String[] SERVICES = {"api", "dev-a", "shop"};
  private static final String[] TYPES = {
    "process_cpu:cpu:nanoseconds:cpu:nanoseconds", "memory:inuse_space:bytes:space:bytes"
  };

  private final TestLake lake;
  private final Random random;
  private final List<Series> all = new ArrayList<>();
  private final Set<List<Object>> seen = new HashSet<>();

  public FakeIngest(TestLake lake, long seed) {
    this.lake = lake;
    random = new Random(seed);
    for (String service : SERVICES) {
      for (String env : List.of("prod", "test")) {
        for (String pod : List.of("p0", "p1")) {
          Map<String, String> labels = new TreeMap<>();
          labels.put("service_name", service);
          labels.put("env", env);
          labels.put("pod", pod);
          all.add(new Series(all.size() * 0x9E3779B97F4A7C15L, service, labels));
        }
      }
    }
  }

  public List<Series> all() {
    return all;
  }

  /** The series of a row. */
  public Series series(Record row) {
    long id = (Long) row.getField("series_id");
    return all.stream().filter(series -> series.id() == id).findAny().orElseThrow();
  }

  /** Writes some profiles of a day; gives the rows of samples and of profiles. */
  public Map<String, List<Record>> ingest(LocalDate day, int profiles) throws IOException {
    Map<String, List<Record>> rows = new TreeMap<>();
    for (int i = 0; i < profiles; i++) {
      Series series = all.get(random.nextInt(all.size()));
      profile(rows, day, series);
    }
    // Stacks and series may be there a little earlier, as with checkpoints.
    for (TableDefinition definition :
        List.of(
            StacksTable.DEFINITION,
            SeriesTable.DEFINITION,
            ProfilesTable.DEFINITION,
            SamplesTable.DEFINITION)) {
      List<Record> some = rows.getOrDefault(definition.name(), List.of());
      if (!some.isEmpty()) {
        new TestFiles(lake.table(definition)).append(some);
      }
    }
    return rows;
  }

  private void profile(Map<String, List<Record>> rows, LocalDate day, Series series) {
    Instant time = day.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(random.nextInt(86_400));
    String type = TYPES[random.nextInt(2)];
    if (seen.add(List.of(day, series.id()))) {
      Record row = row(rows, SeriesTable.DEFINITION);
      row.setField("day", day);
      row.setField("service_name", series.service());
      row.setField("series_id", series.id());
      row.setField("labels", series.labels());
    }
    int count = 1 + random.nextInt(3);
    long total = 0;
    for (int i = 0; i < count; i++) {
      long stack = random.nextInt(12);
      Record row = row(rows, SamplesTable.DEFINITION);
      long value = 1L + random.nextInt(9);
      fill(row, time, series, type);
      row.setField("stack_id", stack);
      row.setField("value", value);
      total += value;
      if (seen.add(List.of(day, series.service(), stack))) {
        stack(row(rows, StacksTable.DEFINITION), day, series.service(), stack);
      }
    }
    Record row = row(rows, ProfilesTable.DEFINITION);
    fill(row, time, series, type);
    row.setField("total", total);
    row.setField("sample_count", (long) count);
    row.setField("profile_id", Long.toHexString(random.nextLong()));
    row.setField("temporality", type.startsWith("process_cpu") ? "delta" : "gauge");
    for (String column : List.of("profile_name", "sample_type", "sample_unit", "format")) {
      row.setField(column, column);
    }
    for (String column : List.of("time_nanos", "start_nanos", "kafka_offset")) {
      row.setField(column, random.nextLong());
    }
    row.setField("kafka_partition", 0);
  }

  private static void fill(Record row, Instant time, Series series, String type) {
    row.setField("time", time.atOffset(ZoneOffset.UTC));
    row.setField("service_name", series.service());
    row.setField("profile_type", type);
    row.setField("series_id", series.id());
  }

  private static void stack(Record row, LocalDate day, String service, long stack) {
    row.setField("day", day);
    row.setField("service_name", service);
    row.setField("stack_id", stack);
    var frame = row.struct().field("frames").type().asListType().elementType().asStructType();
    List<Record> frames = new ArrayList<>();
    for (long depth = stack % 3; depth >= 0; depth--) {
      Record next = GenericRecord.create(frame);
      next.setField("function", "main.f" + (stack + depth) % 5);
      frames.add(next);
    }
    row.setField("frames", frames);
    row.setField("unresolved", 0);
    row.setField("build_ids", List.of());
  }

  private static Record row(Map<String, List<Record>> rows, TableDefinition definition) {
    Record row = GenericRecord.create(definition.schema());
    rows.computeIfAbsent(definition.name(), key -> new ArrayList<>()).add(row);
    return row;
  }
}
