package io.flamelake.compaction.deletion;

import io.flamelake.catalog.FunctionsHourlyTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.lock.RunEndedException;
import io.flamelake.compaction.maintenance.Action;
import io.flamelake.compaction.maintenance.Counts;
import io.flamelake.compaction.maintenance.Pauses;
import io.flamelake.compaction.maintenance.Report;
import io.flamelake.compaction.maintenance.TableWork;
import io.flamelake.compaction.remove.RemovalResult;
import io.flamelake.compaction.remove.RowRemoval;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the table {@code deletions} asks for. The rows of samples and profiles go at once, and
 * those that come late for as long as is configured; then the stacks go that no sample names any
 * more, and then the series of which nothing is left. Till then series tell which late rows are
 * meant, and ingest does not write a stack or a series of a day a second time.
 */
public final class DeleteSeries implements Action {
  /** In the summary of a snapshot that removes rows: the request. */
  static final String REQUEST = "flamelake.request-id";

  private static final Logger LOG = LoggerFactory.getLogger(DeleteSeries.class);

  private static final String SAMPLES = SamplesTable.DEFINITION.name();
  private static final String SERIES = SeriesTable.DEFINITION.name();
  private static final String STACKS = StacksTable.DEFINITION.name();
  private static final Set<String> FACTS = Set.of(SAMPLES, ProfilesTable.DEFINITION.name());
  private static final Set<String> SUMS =
      Set.of(SamplesHourlyTable.DEFINITION.name(), FunctionsHourlyTable.DEFINITION.name());

  private final Pauses pauses = new Pauses();

  @Override
  public String name() {
    return "delete";
  }

  @Override
  public boolean concerns(TableDefinition table) {
    String name = table.name();
    return FACTS.contains(name)
        || SUMS.contains(name)
        || name.equals(SERIES)
        || name.equals(STACKS);
  }

  @Override
  public List<String> plan(TableWork work) throws IOException {
    DueRequests due = DueRequests.read(work, pauses);
    List<String> lines = new ArrayList<>();
    due.refused().forEach((request, why) -> lines.add("%s is %s".formatted(request.id(), why)));
    for (MatchedSeries matched : due.matched()) {
      long rows = 0;
      for (Expression filter : filters(work, due, matched)) {
        rows +=
            RowRemoval.plan(work.table(), work.config().space(), filter, work.progress()).rows();
      }
      if (rows > 0 || due.isToTell(matched.request())) {
        lines.add("%s: %d rows go".formatted(matched.request().id(), rows));
      } else {
        due.pause(matched.request());
      }
    }
    return lines;
  }

  @Override
  public void run(TableWork work, Report report) throws IOException {
    DueRequests due = DueRequests.read(work, pauses);
    due.refused().forEach((request, why) -> report.ofRequest(request.id()).failed(why));
    for (MatchedSeries matched : due.matched()) {
      String id = matched.request().id();
      try {
        delete(work, due, matched, report.ofRequest(id));
        due.pause(matched.request());
      } catch (RunEndedException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // A request that can't be done must not keep others from being done for ever.
        LOG.error("{}: request {} is not done", work.table().name(), id, e);
        report.ofRequest(id).failed(String.valueOf(e.getMessage()));
      }
    }
  }

  private static void delete(TableWork work, DueRequests due, MatchedSeries matched, Report report)
      throws IOException {
    Request request = matched.request();
    Map<String, String> summary =
        Map.of(RowRemoval.REASON, RowRemoval.DELETION, REQUEST, request.id());
    for (Expression filter : filters(work, due, matched)) {
      RemovalResult result = work.removal().remove(filter, summary, work.progress());
      if (!result.conflict().isEmpty()) {
        report.conflict(result.conflict());
        return;
      }
      if (result.committed()) {
        report.add(Counts.of(result));
      }
    }
    if (due.isToTell(request)) {
      report.done(due.isLast(request) ? "for the last time" : "repeated for rows that come late");
    }
  }

  private static List<Expression> filters(TableWork work, DueRequests due, MatchedSeries matched)
      throws IOException {
    String table = work.definition().name();
    if (FACTS.contains(table)) {
      return matched.facts();
    }
    if (SUMS.contains(table)) {
      return Sums.filters(work, matched.request(), due.selector(matched.request()));
    }
    return table.equals(SERIES)
        ? new Orphans(work).series(matched)
        : new Orphans(work).stacks(matched);
  }
}
