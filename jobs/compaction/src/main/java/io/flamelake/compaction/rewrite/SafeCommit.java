package io.flamelake.compaction.rewrite;

import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;

/** Commits so that it is known whether it was done, also where a catalog breaks meanwhile. */
public final class SafeCommit {
  /** In the summary of each snapshot that is made here. */
  static final String ID = "flamelake.rewrite-id";

  private final Table table;
  private final Step.Listener steps;

  public SafeCommit(Table table, Step.Listener steps) {
    this.table = table;
    this.steps = steps;
  }

  /**
   * Commits.
   *
   * @return what was in the way, empty if nothing was
   * @throws CommitUnknownException if nobody can tell whether it was done
   */
  public String commit(SnapshotUpdate<?> update) {
    String id = UUID.randomUUID().toString();
    update.set(ID, id);
    steps.reached(Step.BEFORE_COMMIT);
    try {
      update.commit();
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
