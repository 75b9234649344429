package io.flamelake.compaction.retention;

import io.flamelake.catalog.SeriesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.maintenance.Action;
import io.flamelake.compaction.maintenance.Counts;
import io.flamelake.compaction.maintenance.Pauses;
import io.flamelake.compaction.maintenance.Report;
import io.flamelake.compaction.maintenance.TableWork;
import io.flamelake.compaction.remove.RemovalPlan;
import io.flamelake.compaction.remove.RemovalResult;
import io.flamelake.compaction.remove.RowRemoval;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;

/**
 * Removes rows that are older than their table, service and profile type keep them, in whole UTC
 * days. Stacks and series follow the samples and profiles of their day and service.
 */
public final class ExpireRows implements Action {
  private static final Set<String> DIMENSIONS =
      Set.of(SeriesTable.DEFINITION.name(), StacksTable.DEFINITION.name());

  private final Pauses pauses = new Pauses();

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public boolean concerns(TableDefinition table) {
    return true;
  }

  @Override
  public List<String> plan(TableWork work) throws IOException {
    Instant now = work.clock().instant();
    String table = work.definition().name();
    if (!pauses.isOver(table, now, work.config().removals().retentionInterval())) {
      return List.of();
    }
    List<String> lines = lines(work);
    if (lines.isEmpty()) {
      pauses.begin(table, now);
    }
    return lines;
  }

  private static List<String> lines(TableWork work) throws IOException {
    Optional<Expression> expired = expired(work);
    if (expired.isEmpty()) {
      return List.of();
    }
    RemovalPlan plan =
        RowRemoval.plan(work.table(), work.config().space(), expired.get(), work.progress());
    return plan.isEmpty()
        ? List.of()
        : List.of(
            "%d rows are too old, of %d files, %d of which go as a whole"
                .formatted(plan.rows(), plan.files(), plan.dropped().size()));
  }

  @Override
  public void run(TableWork work, Report report) throws IOException {
    Optional<Expression> expired =
        isDimension(work) ? new Dimensions(work).expired() : new Ages(work).removable();
    if (expired.isEmpty()) {
      return;
    }
    RemovalResult result =
        work.removal()
            .remove(
                expired.get(), Map.of(RowRemoval.REASON, RowRemoval.RETENTION), work.progress());
    if (!result.conflict().isEmpty()) {
      report.conflict(result.conflict());
    } else if (result.committed()) {
      report.add(Counts.of(result));
    }
  }

  private static Optional<Expression> expired(TableWork work) throws IOException {
    return isDimension(work) ? new Dimensions(work).expired() : new Ages(work).expired();
  }

  private static boolean isDimension(TableWork work) {
    return DIMENSIONS.contains(work.definition().name());
  }
}
