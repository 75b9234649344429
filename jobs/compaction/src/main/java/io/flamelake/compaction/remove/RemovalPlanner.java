package io.flamelake.compaction.remove;

import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.rewrite.FileRows;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Binder;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.expressions.StrictMetricsEvaluator;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * Tells files all of whose rows an expression matches, by partition or bounds where these say so,
 * files with some such rows, whose columns of the expression are read, and files with none.
 */
final class RemovalPlanner {
  private final Table table;
  private final long maxGroupBytes;
  private final long deleteBytes;

  RemovalPlanner(Table table, long maxGroupBytes, long deleteBytes) {
    this.table = table;
    this.maxGroupBytes = maxGroupBytes;
    this.deleteBytes = deleteBytes;
  }

  /**
   * Plans on the table as it was refreshed last.
   *
   * @throws IllegalArgumentException if the filter names a column that may be null, because files'
   *     bounds say nothing of nulls
   */
  RemovalPlan plan(Expression filter, Runnable progress) throws IOException {
    Schema columns = columns(filter);
    Snapshot snapshot = table.currentSnapshot();
    if (snapshot == null) {
      return new RemovalPlan(null, List.of(), List.of(), 0);
    }
    List<FileScanTask> dropped = new ArrayList<>();
    Map<String, List<FileScanTask>> rewritten = new TreeMap<>();
    long rows = 0;
    try (CloseableIterable<FileScanTask> tasks =
        table
            .newScan()
            .useSnapshot(snapshot.snapshotId())
            .includeColumnStats()
            .filter(filter)
            .planFiles()) {
      for (FileScanTask task : tasks) {
        progress.run();
        long matched =
            isMatchedWhole(task) ? task.file().recordCount() : count(task, columns, filter);
        if (matched == task.file().recordCount()) {
          dropped.add(task);
        } else if (matched > 0) {
          rewritten.computeIfAbsent(FileGroup.partition(task), key -> new ArrayList<>()).add(task);
        }
        rows += matched;
      }
    }
    withAllDeletes(snapshot, rewritten);
    List<FileGroup> groups = new ArrayList<>();
    rewritten.forEach(
        (partition, files) ->
            groups.addAll(FileGroup.split(partition, FileGroup.Why.REMOVAL, files, maxGroupBytes)));
    return new RemovalPlan(snapshot.snapshotId(), dropped, groups, rows);
  }

  /**
   * A scan with a filter leaves out deletes of rows that the filter does not match. Whoever writes
   * such rows anew must know them.
   */
  private void withAllDeletes(Snapshot snapshot, Map<String, List<FileScanTask>> rewritten)
      throws IOException {
    if (rewritten.isEmpty() || snapshot.deleteManifests(table.io()).isEmpty()) {
      return;
    }
    Set<String> wanted = new HashSet<>();
    rewritten.values().forEach(tasks -> tasks.forEach(task -> wanted.add(location(task))));
    Map<String, FileScanTask> complete = new HashMap<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).includeColumnStats().planFiles()) {
      for (FileScanTask task : tasks) {
        if (wanted.contains(location(task))) {
          complete.put(location(task), task);
        }
      }
    }
    rewritten.values().forEach(files -> files.replaceAll(task -> complete.get(location(task))));
  }

  private static String location(FileScanTask task) {
    return task.file().location();
  }

  private Schema columns(Expression filter) {
    Set<Integer> ids = Binder.boundReferences(table.schema().asStruct(), List.of(filter), true);
    for (int id : ids) {
      Types.NestedField field = table.schema().findField(id);
      if (field.isOptional()) {
        throw new IllegalArgumentException(
            "rows of %s can't be removed by %s, which may be null"
                .formatted(table.name(), field.name()));
      }
    }
    return TypeUtil.select(table.schema(), ids);
  }

  private boolean isMatchedWhole(FileScanTask task) {
    Expression residual = task.residual();
    return residual.op() == Expression.Operation.TRUE
        || new StrictMetricsEvaluator(table.schema(), residual).eval(task.file());
  }

  private long count(FileScanTask task, Schema columns, Expression filter) throws IOException {
    Evaluator matches = new Evaluator(columns.asStruct(), filter);
    long matched = 0;
    try (CloseableIterable<StructLike> rows =
        new FileRows(table, deleteBytes)
            .of(task, columns, Expressions.and(filter, task.residual()))) {
      for (StructLike row : rows) {
        matched += matches.eval(row) ? 1 : 0;
      }
    }
    return matched;
  }
}
