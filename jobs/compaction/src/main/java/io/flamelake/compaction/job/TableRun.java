package io.flamelake.compaction.job;

import io.flamelake.compaction.maintenance.Counts;
import io.flamelake.compaction.maintenance.TableSummary;
import io.flamelake.compaction.plan.Backlog;

/**
 * What one run on a table came to, and what is left.
 *
 * @param endMillis when it ended, of the epoch
 * @param millis how long it took
 * @param failures actions that did not do what there was to do
 * @param waitingFiles unsorted files
 * @param waitingSinceMillis when the oldest of these was committed, of the epoch; 0 if there is
 *     none
 */
public record TableRun(
    String table,
    long endMillis,
    long millis,
    long failures,
    long filesBefore,
    long bytesBefore,
    long filesAfter,
    long bytesAfter,
    long rows,
    long rowsRemoved,
    long waitingFiles,
    long waitingBytes,
    long waitingSinceMillis) {

  static TableRun failed(String table, long startMillis, long endMillis) {
    return new TableRun(table, endMillis, endMillis - startMillis, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
  }

  static TableRun of(TableSummary summary, Backlog backlog, long endMillis) {
    Counts counts = summary.counts();
    return new TableRun(
        summary.name(),
        endMillis,
        summary.millis(),
        summary.failures(),
        counts.filesBefore(),
        counts.bytesBefore(),
        counts.filesAfter(),
        counts.bytesAfter(),
        counts.rows(),
        counts.rowsRemoved(),
        backlog.files(),
        backlog.bytes(),
        backlog.oldestMillis());
  }
}
