package io.flamelake.compaction.remove;

import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.rewrite.GroupWriter;
import io.flamelake.compaction.rewrite.GroupWriter.Written;
import io.flamelake.compaction.rewrite.RewriteMismatchException;
import io.flamelake.compaction.rewrite.SafeCommit;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.rewrite.WorkSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.OverwriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the rows that an expression matches, in one commit, which may add files too.
 *
 * <p>Files all of whose rows go are dropped; files with some such rows are written without them,
 * sorted, read again and compared, as compaction does; all others stay as they are. Rows that
 * others append meanwhile stay. A file that others rewrote meanwhile, a delete that they made for
 * one, and, where files are added, any row that they added is a conflict: then all is planned anew.
 */
public final class RowRemoval {
  /** In the summary of a snapshot that removes rows: why. */
  public static final String REASON = "flamelake.removal";

  /**
   * A value of {@link #REASON}: rows went because of their age. What was made of them before, such
   * as roll-ups, stays right.
   */
  public static final String RETENTION = "retention";

  /** A value of {@link #REASON}: somebody asked for it. What was made of them must be made anew. */
  public static final String DELETION = "deletion";

  private static final Logger LOG = LoggerFactory.getLogger(RowRemoval.class);

  private final Table table;
  private final RemovalSettings settings;
  private final Step.Listener steps;

  /**
   * @param steps is told what has been done
   */
  public RowRemoval(Table table, RemovalSettings settings, Step.Listener steps) {
    this.table = table;
    this.settings = settings;
    this.steps = steps;
  }

  /**
   * What would be removed of a table as it was refreshed last.
   *
   * @param filter on columns that are never null
   * @param progress called now and then
   */
  public static RemovalPlan plan(Table table, WorkSpace space, Expression filter, Runnable progress)
      throws IOException {
    return new RemovalPlanner(table, Long.MAX_VALUE, space.deleteBytes()).plan(filter, progress);
  }

  /**
   * Removes the rows that there are; where there are none, nothing is committed.
   *
   * @param filter on columns that are never null
   * @param summary what is written into the snapshot's summary
   * @param progress called now and then
   * @throws RewriteMismatchException if files were written that do not have the rows that stay
   */
  public RemovalResult remove(Expression filter, Map<String, String> summary, Runnable progress)
      throws IOException {
    return attempt(new Change(filter, List.of(), summary, false), progress);
  }

  /**
   * Removes rows and adds files. It is committed also where there are neither rows nor files, for
   * the sake of the summary, unless that is empty.
   *
   * @param filter on columns that are never null
   * @param added files with rows, which stay if it is not committed
   * @param summary what is written into the snapshot's summary
   * @param progress called now and then
   * @throws RewriteMismatchException if files were written that do not have the rows that stay
   */
  public RemovalResult remove(
      Expression filter, List<DataFile> added, Map<String, String> summary, Runnable progress)
      throws IOException {
    return attempt(
        new Change(filter, added, summary, !added.isEmpty() || !summary.isEmpty()), progress);
  }

  /**
   * @param always whether it is committed also if no row is removed
   */
  private record Change(
      Expression filter, List<DataFile> added, Map<String, String> summary, boolean always) {}

  private RemovalResult attempt(Change change, Runnable progress) throws IOException {
    RemovalResult result = RemovalResult.nothing("");
    for (int attempt = 0; attempt < settings.attempts(); attempt++) {
      table.refresh();
      RemovalPlan plan =
          new RemovalPlanner(table, settings.maxGroupBytes(), settings.space().deleteBytes())
              .plan(change.filter(), progress);
      if (plan.isEmpty() && !change.always()) {
        return RemovalResult.nothing("");
      }
      result = execute(plan, change, progress);
      if (result.committed()) {
        return result;
      }
      LOG.info("{}: removing rows is planned anew: {}", table.name(), result.conflict());
    }
    return result;
  }

  private RemovalResult execute(RemovalPlan plan, Change change, Runnable progress)
      throws IOException {
    List<Written> written = write(plan, change.filter(), progress);
    OverwriteFiles overwrite = overwrite(plan, change);
    written.forEach(group -> group.files().forEach(overwrite::addFile));
    // Whatever a commit throws, the files may be the table's by then, so they stay.
    String conflict = new SafeCommit(table, steps).commit(overwrite);
    if (!conflict.isEmpty()) {
      written.forEach(Written::discard);
      return RemovalResult.nothing(conflict);
    }
    return new RemovalResult(
        true,
        "",
        plan.files(),
        plan.bytes(),
        plan.dropped().size(),
        written.stream().mapToInt(group -> group.files().size()).sum(),
        written.stream().mapToLong(Written::bytes).sum(),
        written.stream().mapToLong(Written::rows).sum(),
        plan.rows());
  }

  private OverwriteFiles overwrite(RemovalPlan plan, Change change) {
    OverwriteFiles overwrite = table.newOverwrite().validateNoConflictingDeletes();
    if (plan.snapshotId() != null) {
      overwrite.validateFromSnapshot(plan.snapshotId());
    }
    if (!change.added().isEmpty()) {
      overwrite.validateNoConflictingData();
    }
    change.summary().forEach(overwrite::set);
    change.added().forEach(overwrite::addFile);
    plan.dropped().forEach(task -> overwrite.deleteFile(task.file()));
    plan.rewritten()
        .forEach(group -> group.files().forEach(task -> overwrite.deleteFile(task.file())));
    return overwrite;
  }

  private List<Written> write(RemovalPlan plan, Expression filter, Runnable progress)
      throws IOException {
    Evaluator evaluator = new Evaluator(table.schema().asStruct(), filter);
    GroupWriter writer = new GroupWriter(table, settings.layout(), settings.space(), steps);
    List<Written> written = new ArrayList<>();
    long planned = plan.rows();
    long removed = plan.dropped().stream().mapToLong(task -> task.file().recordCount()).sum();
    try {
      for (FileGroup group : plan.rewritten()) {
        Written files = writer.write(group, evaluator::eval, progress);
        written.add(files);
        removed += files.droppedRows();
      }
      if (removed != planned) {
        throw new RewriteMismatchException(
            "Nothing of %s was changed, because %d rows would have been removed instead of %d"
                .formatted(table.name(), removed, planned));
      }
      return written;
    } catch (IOException | RuntimeException e) {
      written.forEach(Written::discard);
      throw e;
    }
  }
}
