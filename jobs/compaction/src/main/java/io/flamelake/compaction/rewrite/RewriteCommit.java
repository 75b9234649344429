package io.flamelake.compaction.rewrite;

import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.plan.Plan;
import java.util.List;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * Puts new files into the place of old ones. They get the sequence number of the snapshot that the
 * plan was made on, so equality deletes that were committed since apply to them as they do to the
 * old ones; position deletes name rows of the old ones, so such a delete of any of them is a
 * conflict, as is their removal.
 */
public final class RewriteCommit {
  /** In the summary of each snapshot that is made here. */
  static final String ID = "flamelake.rewrite-id";

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
    return commit(rewrite);
  }

  /**
   * Removes the plan's delete files that apply to nothing.
   *
   * @return what was in the way, empty if nothing was
   */
  public String removeIdle() {
    RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(plan.snapshotId());
    plan.idleDeletes().forEach(rewrite::deleteFile);
    return commit(rewrite);
  }

  private String commit(RewriteFiles rewrite) {
    String id = UUID.randomUUID().toString();
    rewrite.set(ID, id);
    steps.reached(Step.BEFORE_COMMIT);
    try {
      rewrite.commit();
    } catch (ValidationException | CommitFailedException e) {
      return firstLine(e);
    } catch (RuntimeException e) {
      // A catalog whose connection breaks may have done it.
      if (!isCommitted(id, e)) {
        throw new CommitUnknownException(
            "It is not known whether a rewrite of %s was committed; its files are kept"
                .formatted(table.name()),
            e);
      }
    }
    steps.reached(Step.COMMITTED);
    return "";
  }

  private boolean isCommitted(String id, RuntimeException unknown) {
    try {
      table.refresh();
    } catch (RuntimeException e) {
      unknown.addSuppressed(e);
      return false;
    }
    for (Snapshot snapshot : table.snapshots()) {
      if (id.equals(snapshot.summary().get(ID))) {
        return true;
      }
    }
    return false;
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
  }
}
