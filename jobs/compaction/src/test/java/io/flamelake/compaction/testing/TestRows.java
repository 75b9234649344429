package io.flamelake.compaction.testing;

import io.flamelake.catalog.DeletionsTable;
import io.flamelake.catalog.FunctionsHourlyTable;
import io.flamelake.catalog.MaintenanceTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.RejectsTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** Rows of our tables with random values, of few services, series and stacks. */
public final class TestRows {
  private static final Instant START = Instant.parse("2026-11-20T22:00:00Z");
  private static final String[] SERVICES = {"api", "shop", "café \u0000 ☕"};
  private static final String[] TYPES = {
    "process_cpu:cpu:nanoseconds:cpu:nanoseconds", "memory:inuse_space:bytes:space:bytes"
  };

  private final Random random;

  public TestRows(long seed) {
    random = new Random(seed);
  }

  /** A row of any of our tables. */
  public Record of(Table table) {
    Record row = GenericRecord.create(table.schema());
    String name = table.name().substring(table.name().lastIndexOf('.') + 1);
    if (name.equals(SamplesTable.DEFINITION.name())) {
      return sample(row);
    }
    if (name.equals(ProfilesTable.DEFINITION.name())) {
      return profile(row);
    }
    if (name.equals(SeriesTable.DEFINITION.name())) {
      return series(row);
    }
    if (name.equals(StacksTable.DEFINITION.name())) {
      return stack(row);
    }
    if (name.equals(RejectsTable.DEFINITION.name())) {
      return reject(row);
    }
    if (name.equals(MaintenanceTable.DEFINITION.name())) {
      return maintenance(row);
    }
    if (name.equals(SamplesHourlyTable.DEFINITION.name())) {
      row.setField("stack_id", (long) random.nextInt(30));
      return ofHour(row, "value");
    }
    if (name.equals(FunctionsHourlyTable.DEFINITION.name())) {
      row.setField("function", "main.f" + random.nextInt(30));
      return ofHour(row, "flat", "cumulative");
    }
    if (name.equals(DeletionsTable.DEFINITION.name())) {
      return deletion(row);
    }
    throw new IllegalArgumentException(name);
  }

  /** Some rows. */
  public List<Record> some(Table table, int count) {
    List<Record> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(of(table));
    }
    return rows;
  }

  private Record sample(Record row) {
    row.setField("time", time());
    row.setField("service_name", one(SERVICES));
    row.setField("profile_type", one(TYPES));
    row.setField("series_id", (long) random.nextInt(4) - 2);
    row.setField("stack_id", random.nextInt(20) * 0x9E3779B97F4A7C15L);
    row.setField("value", random.nextInt(4) == 0 ? Long.MIN_VALUE : random.nextInt(5) - 2L);
    row.setField("span_id", random.nextBoolean() ? null : "span" + random.nextInt(3));
    row.setField("trace_id", random.nextBoolean() ? null : "");
    return row;
  }

  private Record deletion(Record row) {
    row.setField("request_id", Long.toHexString(random.nextLong()));
    row.setField("requested_at", time());
    row.setField("matchers", "{env=\"" + random.nextInt() + "\"}");
    row.setField("reason", random.nextBoolean() ? null : "asked for");
    return row;
  }

  private Record ofHour(Record row, String... sums) {
    row.setField("hour", time().truncatedTo(ChronoUnit.HOURS));
    row.setField("service_name", one(SERVICES));
    row.setField("profile_type", one(TYPES));
    for (String sum : sums) {
      row.setField(sum, random.nextLong());
    }
    return row;
  }

  private Record profile(Record row) {
    row.setField("time", time());
    for (String column : List.of("time_nanos", "start_nanos", "sample_count", "total")) {
      row.setField(column, random.nextLong());
    }
    row.setField("service_name", one(SERVICES));
    row.setField("profile_type", one(TYPES));
    for (String column : List.of("profile_name", "sample_type", "sample_unit", "format")) {
      row.setField(column, column);
    }
    row.setField("period_type", random.nextBoolean() ? null : "cpu");
    row.setField("period", random.nextBoolean() ? null : random.nextLong());
    row.setField("series_id", random.nextLong());
    row.setField("profile_id", Long.toHexString(random.nextLong()));
    row.setField("temporality", "delta");
    double[] rates = {0.0, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, -1.5, 1e300};
    row.setField("rate", random.nextBoolean() ? null : rates[random.nextInt(rates.length)]);
    row.setField("kafka_partition", random.nextInt(8) - 4);
    row.setField("kafka_offset", random.nextLong());
    return row;
  }

  private Record series(Record row) {
    row.setField("day", day());
    row.setField("service_name", one(SERVICES));
    row.setField("series_id", random.nextLong());
    row.setField(
        "labels",
        random.nextBoolean() ? Map.of() : Map.of("pod", "a-" + random.nextInt(9), "é\u0000", ""));
    return row;
  }

  private Record stack(Record row) {
    row.setField("day", day());
    row.setField("service_name", one(SERVICES));
    row.setField("stack_id", (long) random.nextInt(30));
    var frame = row.struct().field("frames").type().asListType().elementType().asStructType();
    List<Record> frames = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Record next = GenericRecord.create(frame);
      next.setField("function", random.nextInt(4) == 0 ? null : "main.f" + random.nextInt(3));
      next.setField("line", random.nextBoolean() ? null : (long) random.nextInt(3));
      next.setField("inlined", random.nextBoolean() ? null : random.nextBoolean());
      frames.add(next);
    }
    row.setField("frames", frames);
    row.setField("unresolved", random.nextInt(2));
    row.setField("build_ids", random.nextBoolean() ? List.of() : List.of("", "abc"));
    return row;
  }

  private Record reject(Record row) {
    row.setField("time", time());
    for (String column : List.of("reason", "message", "kafka_topic")) {
      row.setField(column, column + random.nextInt(2));
    }
    row.setField("kafka_partition", random.nextInt());
    row.setField("kafka_offset", random.nextLong());
    row.setField("headers", Map.of("k", "v"));
    byte[] payload = new byte[random.nextInt(50)];
    random.nextBytes(payload);
    row.setField("payload", random.nextInt(3) == 0 ? null : ByteBuffer.wrap(payload));
    row.setField("bytes", (long) payload.length);
    return row;
  }

  private Record maintenance(Record row) {
    row.setField("started", time());
    row.setField("finished", time());
    row.setField("request_id", random.nextBoolean() ? null : "r1");
    for (String column : List.of("run_id", "table_name", "action", "outcome", "message")) {
      row.setField(column, column + random.nextInt(3));
    }
    for (String column : List.of("files_before", "bytes_before", "files_after", "bytes_after")) {
      row.setField(column, random.nextLong());
    }
    for (String column : List.of("rows", "rows_removed", "delete_files", "snapshots")) {
      row.setField(column, (long) random.nextInt(3));
    }
    return row;
  }

  /** Within four hours, of two days. */
  private OffsetDateTime time() {
    return START.plusSeconds(random.nextInt(4 * 3600)).atOffset(ZoneOffset.UTC);
  }

  private LocalDate day() {
    return LocalDate.of(2026, 11, 20 + random.nextInt(2));
  }

  private String one(String... values) {
    return values[random.nextInt(values.length)];
  }
}
