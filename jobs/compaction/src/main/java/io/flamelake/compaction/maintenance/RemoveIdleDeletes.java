package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.plan.Plan;
import io.flamelake.compaction.plan.TableFiles;
import io.flamelake.compaction.rewrite.RewriteCommit;
import java.util.List;

/** Removes delete files that apply to nothing: others were applied by rewrites before. */
public final class RemoveIdleDeletes implements Action {
  @Override
  public String name() {
    return "idle-deletes";
  }

  @Override
  public boolean concerns(TableDefinition table) {
    return true;
  }

  @Override
  public List<String> plan(TableWork work) {
    TableFiles files = TableFiles.read(work.table());
    return files == null || files.idleDeletes().isEmpty()
        ? List.of()
        : List.of("%d delete files apply to nothing".formatted(files.idleDeletes().size()));
  }

  @Override
  public void run(TableWork work, Report report) {
    TableFiles files = TableFiles.read(work.table());
    Plan plan =
        new Plan(files.snapshotId(), files.sequenceNumber(), List.of(), files.idleDeletes());
    String conflict = new RewriteCommit(work.table(), plan, work.steps()).removeIdle();
    if (conflict.isEmpty()) {
      report.add(Counts.ofDeleteFiles(files.idleDeletes().size()));
    } else {
      report.conflict(conflict);
    }
  }
}
