package io.flamelake.compaction.rewrite;

import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.plan.Plan;
import java.io.IOException;
import org.apache.iceberg.Table;

/**
 * Rewrites a group of files: its rows without deleted ones, sorted, in new files, which one commit
 * puts in the place of the old ones.
 */
public final class GroupRewriter {
  private final Table table;
  private final Step.Listener steps;
  private final GroupWriter writer;

  /**
   * @param steps is told what has been done
   */
  public GroupRewriter(Table table, Layout layout, WorkSpace space, Step.Listener steps) {
    this.table = table;
    this.steps = steps;
    writer = new GroupWriter(table, layout, space, steps);
  }

  /**
   * Rewrites it.
   *
   * @param progress called now and then
   * @throws RewriteMismatchException if the new files do not have the rows of the old ones
   * @throws CommitUnknownException if nobody can tell whether it was committed
   */
  public RewriteResult rewrite(Plan plan, FileGroup group, Runnable progress) throws IOException {
    GroupWriter.Written written = writer.write(group, row -> false, progress);
    // Whatever a commit throws, the files may be the table's by then, so they stay.
    String conflict = new RewriteCommit(table, plan, steps).commit(group, written.files());
    if (!conflict.isEmpty()) {
      written.discard();
    }
    return result(group, written, conflict);
  }

  private static RewriteResult result(
      FileGroup group, GroupWriter.Written written, String conflict) {
    return new RewriteResult(
        conflict.isEmpty(),
        conflict,
        group.files().size(),
        group.bytes(),
        written.files().size(),
        written.bytes(),
        written.rows(),
        group.storedRows() - written.rows());
  }
}
