package io.flamelake.compaction.rewrite;

import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.plan.Plan;
import java.util.List;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;

/**
 * Puts new files into the place of old ones. They get the sequence number of the snapshot that the
 * plan was made on, so equality deletes that were committed since apply to them as they do to the
 * old ones; position deletes name rows of the old ones, so such a delete of any of them is a
 * conflict, as is their removal.
 */
public final class RewriteCommit {
  private final Table table;
  private final Plan plan;
  private final Step.Listener steps;

  /**
   * @param plan that the new files come from
   */
  public RewriteCommit(Table table, Plan plan, Step.Listener steps) {
    this.table = table;
    this.plan = plan;
    this.steps = steps;
  }

  /**
   * Commits.
   *
   * @param files to be in the group's place, none if all its rows are deleted
   * @return what was in the way, empty if nothing was
   * @throws CommitUnknownException if nobody can tell whether it was done
   */
  String commit(FileGroup group, List<DataFile> files) {
    RewriteFiles rewrite =
        table
            .newRewrite()
            .validateFromSnapshot(plan.snapshotId())
            .dataSequenceNumber(plan.sequenceNumber());
    group.files().forEach(task -> rewrite.deleteFile(task.file()));
    files.forEach(rewrite::addFile);
    return new SafeCommit(table, steps).commit(rewrite);
  }

  /**
   * Removes the plan's delete files that apply to nothing.
   *
   * @return what was in the way, empty if nothing was
   */
  public String removeIdle() {
    RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(plan.snapshotId());
    plan.idleDeletes().forEach(rewrite::deleteFile);
    return new SafeCommit(table, steps).commit(rewrite);
  }
}
