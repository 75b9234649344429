package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.plan.DeleteMemory;
import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.plan.Plan;
import io.flamelake.compaction.plan.Planner;
import io.flamelake.compaction.plan.TableFiles;
import io.flamelake.compaction.rewrite.FileRows;
import io.flamelake.compaction.rewrite.Layout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.SortOrder;

/**
 * Rewrites small and unsorted files, and files that have deletes, group by group: what is committed
 * stays, whatever happens then.
 */
public final class CompactFiles implements Action {
  /** No file has it. */
  private static final int NO_ORDER = -1;

  @Override
  public String name() {
    return "compact";
  }

  @Override
  public boolean concerns(TableDefinition table) {
    return true;
  }

  @Override
  public List<String> plan(TableWork work) {
    int order =
        TableLayout.find(work.definition(), work.table()).map(SortOrder::orderId).orElse(NO_ORDER);
    return plan(work, order).stream()
        .flatMap(plan -> plan.groups().stream())
        .map(CompactFiles::inWords)
        .toList();
  }

  @Override
  public void run(TableWork work, Report report) {
    String conflict = "none";
    int attempts = work.config().running().attempts();
    for (int attempt = 0; attempt < attempts && !conflict.isEmpty(); attempt++) {
      work.table().refresh();
      Layout layout = work.layout();
      Optional<Plan> plan = plan(work, layout.sortOrder().orderId());
      conflict = plan.isEmpty() ? "" : rewrite(work, layout, plan.get(), report);
    }
    if (!conflict.isEmpty()) {
      report.conflict("other commits were in the way: " + conflict);
    }
  }

  /** All groups but files whose deletes memory has no room for; the last conflict, or nothing. */
  private static String rewrite(TableWork work, Layout layout, Plan plan, Report report) {
    long most = work.config().space().deleteBytes();
    List<FileGroup> groups = new ArrayList<>();
    for (FileGroup group : plan.groups()) {
      List<FileScanTask> readable = new ArrayList<>();
      for (FileScanTask task : group.files()) {
        if (DeleteMemory.of(task) <= most) {
          readable.add(task);
        } else {
          report.failed(FileRows.tooManyDeletes(task, most));
        }
      }
      if (!readable.isEmpty()) {
        groups.add(group.with(readable));
      }
    }
    Plan possible = new Plan(plan.snapshotId(), plan.sequenceNumber(), groups, plan.idleDeletes());
    return new Groups(work, layout, possible, report).rewrite();
  }

  private static Optional<Plan> plan(TableWork work, int sortOrderId) {
    TableFiles files = TableFiles.read(work.table());
    return files == null
        ? Optional.empty()
        : Optional.of(
            new Planner(work.config().rules(), sortOrderId).plan(files, work.clock().millis()));
  }

  private static String inWords(FileGroup group) {
    return String.format(
        Locale.ROOT,
        "%s: %d files, %d bytes, %d rows, for %s",
        group.partition(),
        group.files().size(),
        group.bytes(),
        group.storedRows(),
        group.why());
  }
}
