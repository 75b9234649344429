package io.flamelake.compaction.deletion;

import io.flamelake.catalog.DeletionsTable;
import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.maintenance.AppendedRows;
import io.flamelake.compaction.remove.RowRemoval;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;

/** Makes deletion requests, and tells what became of them. */
public final class Deletions {
  private static final List<TableDefinition> FACTS =
      List.of(SamplesTable.DEFINITION, ProfilesTable.DEFINITION);

  private final LakeCatalog lake;
  private final CompactionConfig config;

  public Deletions(LakeCatalog lake, CompactionConfig config) {
    this.lake = lake;
    this.config = config;
  }

  /**
   * A request to be made.
   *
   * @param from null if there is no bound
   * @param to exclusive; null for when it is made
   * @param by null if nobody says so
   * @param reason null if there is none
   */
  public record Wanted(
      String id, Instant at, String matchers, Instant from, Instant to, String by, String reason) {
    private Request request() {
      return new Request(id, at, matchers, from, to == null ? at : to);
    }
  }

  /**
   * A request and its state.
   *
   * @param state waiting, applied (rows that come late are looked for), done or refused
   * @param rows that went for it, of all tables
   * @param message why it is refused, or what went wrong last; empty if nothing
   */
  public record Told(
      String id,
      Instant requestedAt,
      String matchers,
      Instant from,
      Instant to,
      String state,
      long rows,
      String message) {}

  /**
   * What would go now of samples and profiles, for people.
   *
   * @throws IllegalArgumentException if the request can't be done, in one line
   */
  public List<String> preview(Wanted wanted) throws IOException {
    Request request = wanted.request();
    MatchedSeries matched =
        MatchedSeries.read(lake, Map.of(request, request.selector()), () -> {}).get(0);
    Set<Long> ids = new HashSet<>();
    Set<String> services = new HashSet<>();
    matched
        .days()
        .values()
        .forEach(
            day -> {
              ids.addAll(day.ids());
              services.addAll(day.services());
            });
    List<String> lines = new ArrayList<>();
    lines.add(
        "%d series of %d services on %d days match"
            .formatted(ids.size(), services.size(), matched.days().size()));
    for (TableDefinition facts : FACTS) {
      Table table = lake.table(facts);
      long rows = 0;
      for (Expression filter : matched.facts()) {
        rows += RowRemoval.plan(table, config.space(), filter, () -> {}).rows();
      }
      lines.add("%s: %d rows".formatted(facts.name(), rows));
    }
    return lines;
  }

  /**
   * Makes the request.
   *
   * @throws IllegalArgumentException if it can't be done, in one line
   */
  public void add(Wanted wanted) throws IOException {
    wanted.request().selector();
    lake.createOrCheckTables(List.of(DeletionsTable.DEFINITION), config.buckets());
    Table table = lake.table(DeletionsTable.DEFINITION);
    Record row = GenericRecord.create(table.schema());
    row.setField("request_id", wanted.id());
    row.setField("requested_at", MatchedSeries.micros(wanted.at()));
    row.setField("matchers", wanted.matchers());
    row.setField("from_time", wanted.from() == null ? null : MatchedSeries.micros(wanted.from()));
    row.setField("to_time", wanted.to() == null ? null : MatchedSeries.micros(wanted.to()));
    row.setField("requested_by", wanted.by());
    row.setField("reason", wanted.reason());
    AppendedRows.append(table, List.of(row));
  }

  /** All requests, the oldest first. */
  public List<Told> list(Instant now) throws IOException {
    Progress progress = Progress.read(lake);
    return Requests.read(lake, now).stream()
        .map(
            request ->
                new Told(
                    request.id(),
                    request.requestedAt(),
                    request.matchers(),
                    request.from(),
                    request.to(),
                    state(request, progress),
                    progress.rows(request.id()),
                    progress.failure(request.id())))
        .toList();
  }

  private String state(Request request, Progress progress) {
    if (progress.isRefused(request.id())) {
      return "refused";
    }
    Instant end = request.requestedAt().plus(config.removals().repeatFor());
    boolean applied = FACTS.stream().allMatch(table -> progress.isDone(request.id(), table.name()));
    boolean last =
        progress.isDone(request.id(), SeriesTable.DEFINITION.name(), end)
            && progress.isDone(request.id(), StacksTable.DEFINITION.name(), end);
    return last ? "done" : applied ? "applied" : "waiting";
  }
}
