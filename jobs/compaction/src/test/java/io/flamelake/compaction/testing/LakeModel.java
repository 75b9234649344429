package io.flamelake.compaction.testing;

import io.flamelake.catalog.DeletionsTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
    int times = (Integer) old.getField("unresolved") + 1;
    row.setField("unresolved", times);
    List<Record> frames = new ArrayList<>(frames(old));
    frames.set(0, frames.get(0).copy("function", "main.resolved" + times));
    row.setField("frames", frames);
    new TestFiles(lake.table(StacksTable.DEFINITION)).upsert(List.of(row), STACK_KEY);
    written.get("stacks").remove(old);
    written.get("stacks").add(row);
  }

  /**
   * Makes a request for series by one or two labels.
   *
   * @param env null for any
   * @param from null for all before
   */
  public void ask(Instant at, String service, String env, Instant from, Instant to)
      throws IOException {
    asked.add(
        new Asked(
            at,
            series ->
                series.service().equals(service)
                    && (env == null || series.labels().get("env").equals(env)),
            from,
            to));
    Table table = lake.table(DeletionsTable.DEFINITION);
    Record row = GenericRecord.create(table.schema());
    row.setField("request_id", "request-" + asked.size());
    row.setField("requested_at", at.atOffset(ZoneOffset.UTC));
    String ofEnv = env == null ? "" : ",env=~\"%s.?\"".formatted(env);
    row.setField("matchers", "{service_name=\"%s\"%s}".formatted(service, ofEnv));
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

  /**
   * Rows of {@code stacks} that are to stay once no request is applied any more: not those of old
   * days, and of days and services of which a request means a series only what samples name.
   */
  public List<Record> keptStacks(Map<String, LocalDate> firstDay) {
    Set<List<Object>> named = keys(kept(SamplesTable.DEFINITION, firstDay), "stack_id");
    Set<List<Object>> meant = new HashSet<>();
    written(SeriesTable.DEFINITION).stream()
        .filter(row -> asked.stream().anyMatch(request -> isMeant(request, row)))
        .forEach(row -> meant.add(List.of(day(row), service(row))));
    return written(StacksTable.DEFINITION).stream()
        .filter(row -> !day(row).isBefore(firstDay.get(service(row))))
        .filter(
            row ->
                named.contains(key(row, "stack_id"))
                    || !meant.contains(List.<Object>of(day(row), service(row))))
        .toList();
  }

  /**
   * Rows of {@code series} that are to stay once no request is applied any more: not those of old
   * days, and of those that a request means only what samples or profiles name.
   */
  public List<Record> keptSeries(Map<String, LocalDate> firstDay) {
    Set<List<Object>> named = keys(kept(SamplesTable.DEFINITION, firstDay), "series_id");
    named.addAll(keys(kept(ProfilesTable.DEFINITION, firstDay), "series_id"));
    return written(SeriesTable.DEFINITION).stream()
        .filter(row -> !day(row).isBefore(firstDay.get(service(row))))
        .filter(
            row ->
                named.contains(key(row, "series_id"))
                    || asked.stream().noneMatch(request -> isMeant(request, row)))
        .toList();
  }

  /** Whether a request asks for a row of series, of a day that it is about. */
  private boolean isMeant(Asked request, Record row) {
    Instant start = day(row).atStartOfDay(ZoneOffset.UTC).toInstant();
    return request.series().test(ingest.series(row))
        && start.isBefore(request.to())
        && (request.from() == null || start.plus(1, ChronoUnit.DAYS).isAfter(request.from()));
  }

  /**
   * Sums of the samples that are to stay, of hours that end before a time.
   *
   * @return value by hour, service, profile type and stack
   */
  public Map<List<Object>, Long> sums(Map<String, LocalDate> firstDay, Instant end) {
    Map<List<Object>, Long> sums = new HashMap<>();
    summed(firstDay, end)
        .forEach(
            row ->
                sums.merge(
                    sumKey(hour(row, "time"), row, row.getField("stack_id")),
                    (Long) row.getField("value"),
                    Long::sum));
    return sums;
  }

  /**
   * The same by function.
   *
   * @return flat and cumulative value by hour, service, profile type and function
   */
  public Map<List<Object>, List<Long>> functionSums(Map<String, LocalDate> firstDay, Instant end) {
    Map<List<Object>, Record> stacks = new HashMap<>();
    written(StacksTable.DEFINITION).forEach(row -> stacks.put(key(row, "stack_id"), row));
    Map<List<Object>, List<Long>> sums = new HashMap<>();
    for (Record row : summed(firstDay, end)) {
      List<String> functions =
          frames(stacks.get(key(row, "stack_id"))).stream()
              .map(frame -> frame.getField("function").toString())
              .toList();
      long value = (Long) row.getField("value");
      for (String function : Set.copyOf(functions)) {
        long flat = functions.get(0).equals(function) ? value : 0;
        sums.merge(
            sumKey(hour(row, "time"), row, function),
            List.of(flat, value),
            (a, b) -> List.of(a.get(0) + b.get(0), a.get(1) + b.get(1)));
      }
    }
    return sums;
  }

  private List<Record> summed(Map<String, LocalDate> firstDay, Instant end) {
    return kept(SamplesTable.DEFINITION, firstDay).stream()
        .filter(row -> row.getField("profile_type").toString().startsWith("process_cpu"))
        .filter(row -> hour(row, "time").isBefore(end))
        .toList();
  }

  /** What {@link #sums} tells of what is stored. */
  public static Map<List<Object>, Long> storedSums(List<Record> rows) {
    Map<List<Object>, Long> sums = new HashMap<>();
    for (Record row : rows) {
      putOnce(
          sums,
          sumKey(hour(row, "hour"), row, row.getField("stack_id")),
          (Long) row.getField("value"));
    }
    return sums;
  }

  /** What {@link #functionSums} tells of what is stored. */
  public static Map<List<Object>, List<Long>> storedFunctionSums(List<Record> rows) {
    Map<List<Object>, List<Long>> sums = new HashMap<>();
    for (Record row : rows) {
      putOnce(
          sums,
          sumKey(hour(row, "hour"), row, row.getField("function")),
          List.of((Long) row.getField("flat"), (Long) row.getField("cumulative")));
    }
    return sums;
  }

  private static <T> void putOnce(Map<List<Object>, T> sums, List<Object> key, T value) {
    if (sums.put(key, value) != null) {
      throw new AssertionError("twice: " + key);
    }
  }

  private static List<Object> sumKey(Instant hour, Record row, Object last) {
    return List.of(hour, service(row), row.getField("profile_type"), last);
  }

  private static Instant hour(Record row, String column) {
    return ((OffsetDateTime) row.getField(column)).toInstant().truncatedTo(ChronoUnit.HOURS);
  }

  private static List<Record> frames(Record stack) {
    return ((List<?>) stack.getField("frames")).stream().map(Record.class::cast).toList();
  }

  /** The day of a row of any of the tables. */
  public static LocalDate day(Record row) {
    return row.struct().field("day") == null
        ? ((OffsetDateTime) row.getField(row.struct().field("hour") == null ? "time" : "hour"))
            .toLocalDate()
        : (LocalDate) row.getField("day");
  }

  public static String service(Record row) {
    return row.getField("service_name").toString();
  }

  /** What joins rows of the tables, of all of some rows. */
  public static Set<List<Object>> keys(List<Record> rows, String column) {
    return rows.stream().map(row -> key(row, column)).collect(Collectors.toSet());
  }

  /** What joins rows of the tables: day, service and a column. */
  public static List<Object> key(Record row, String column) {
    return List.of(day(row), service(row), row.getField(column));
  }
}
