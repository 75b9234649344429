package io.flamelake.compaction.testing;

import io.flamelake.catalog.DeletionsTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** All that was ever written, and what was asked for: says what rows a lake must have. */
public final class LakeModel {
  /** A request, and which series it means. */
  public record Asked(Instant at, Predicate<FakeIngest.Series> series, Instant from, Instant to) {}

  private static final String[] STACK_KEY = {"day", "service_name", "stack_id"};

  private final TestLake lake;
  private final FakeIngest ingest;
  private final Map<String, List<Record>> written = new TreeMap<>();
  private final List<Asked> asked = new ArrayList<>();

  public LakeModel(TestLake lake, long seed) {
    this.lake = lake;
    ingest = new FakeIngest(lake, seed);
  }

  /** Writes some profiles. */
  public void ingest(LocalDate day, int profiles) throws IOException {
    ingest
        .ingest(day, profiles)
        .forEach(
            (table, rows) -> written.computeIfAbsent(table, key -> new ArrayList<>()).addAll(rows));
  }

  /** Replaces a stack that is there, as symbolization does. */
  public void replaceStack(int which) throws IOException {
    List<Record> there = lake.rows(StacksTable.DEFINITION);
    if (there.isEmpty()) {
      return;
    }
    Record old = there.get(which % there.size());
    Record row = old.copy();
    row.setField("unresolved", (Integer) old.getField("unresolved") + 1);
    new TestFiles(lake.table(StacksTable.DEFINITION)).upsert(List.of(row), STACK_KEY);
    written.get("stacks").remove(old);
    written.get("stacks").add(row);
  }

  /** Makes a request for series by two labels. */
  public void ask(Instant at, String service, String env, Instant from, Instant to)
      throws IOException {
    asked.add(
        new Asked(
            at,
            series -> series.service().equals(service) && series.labels().get("env").equals(env),
            from,
            to));
    Table table = lake.table(DeletionsTable.DEFINITION);
    Record row = GenericRecord.create(table.schema());
    row.setField("request_id", "request-" + asked.size());
    row.setField("requested_at", at.atOffset(ZoneOffset.UTC));
    row.setField("matchers", "{service_name=\"%s\",env=~\"%s.?\"}".formatted(service, env));
    row.setField("from_time", from == null ? null : from.atOffset(ZoneOffset.UTC));
    row.setField("to_time", to.atOffset(ZoneOffset.UTC));
    new TestFiles(table).append(List.of(row));
  }

  public List<Asked> asked() {
    return asked;
  }

  /** All rows of a table that were written, with the newest frames. */
  public List<Record> written(TableDefinition table) {
    return written.getOrDefault(table.name(), List.of());
  }

  /**
   * Rows of samples or profiles that are to stay.
   *
   * @param firstDay that is kept, by service
   */
  public List<Record> kept(TableDefinition table, Map<String, LocalDate> firstDay) {
    return written(table).stream()
        .filter(row -> !day(row).isBefore(firstDay.get(service(row))))
        .filter(row -> asked.stream().noneMatch(request -> isAskedFor(request, row)))
        .toList();
  }

  private boolean isAskedFor(Asked request, Record row) {
    Instant time = ((OffsetDateTime) row.getField("time")).toInstant();
    return request.series().test(ingest.series(row))
        && time.isBefore(request.to())
        && (request.from() == null || !time.isBefore(request.from()));
  }

  /** Days and services of which a request asks for a row that was written. */
  public List<List<Object>> partsAskedFor(Asked request) {
    List<List<Object>> parts = new ArrayList<>();
    for (TableDefinition table : List.of(SamplesTable.DEFINITION, ProfilesTable.DEFINITION)) {
      written(table).stream()
          .filter(row -> isAskedFor(request, row))
          .forEach(row -> parts.add(List.of(day(row), service(row))));
    }
    return parts;
  }

  /** The day of a row of any of the four tables. */
  public static LocalDate day(Record row) {
    return row.struct().field("day") == null
        ? ((OffsetDateTime) row.getField("time")).toLocalDate()
        : (LocalDate) row.getField("day");
  }

  public static String service(Record row) {
    return row.getField("service_name").toString();
  }

  /** What joins rows of the tables: day, service and a column. */
  public static List<Object> key(Record row, String column) {
    return List.of(day(row), service(row), row.getField(column));
  }
}
