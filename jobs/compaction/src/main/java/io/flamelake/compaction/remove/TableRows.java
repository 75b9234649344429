package io.flamelake.compaction.remove;

import io.flamelake.compaction.rewrite.FileRows;
import io.flamelake.compaction.rewrite.WorkSpace;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Binder;
import org.apache.iceberg.expressions.Evaluator;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.TypeUtil;

/** Reads some columns of the rows of a table that an expression matches. */
public final class TableRows {
  private static final int ROWS_BETWEEN_CALLS = 1 << 16;

  private final Table table;
  private final WorkSpace space;
  private final List<String> columns;

  /** Takes the values of a row, in the order of the columns; the array is used again. */
  @FunctionalInterface
  public interface Consumer {
    void row(Object[] values);
  }

  /**
   * @param columns that are read
   */
  public TableRows(Table table, WorkSpace space, String... columns) {
    this.table = table;
    this.space = space;
    this.columns = List.of(columns);
  }

  /**
   * Reads them, of the table as it was refreshed last.
   *
   * @param filter on columns that are never null
   * @param progress called now and then
   */
  public void read(Expression filter, Consumer consumer, Runnable progress) throws IOException {
    if (table.currentSnapshot() == null) {
      return;
    }
    try (CloseableIterable<FileScanTask> tasks = table.newScan().filter(filter).planFiles()) {
      for (FileScanTask task : tasks) {
        progress.run();
        read(task, consumer, progress);
      }
    }
  }

  private void read(FileScanTask task, Consumer consumer, Runnable progress) throws IOException {
    // What the partition answers need not be read.
    Expression filter = task.residual();
    Schema schema = schema(filter);
    Evaluator matches = new Evaluator(schema.asStruct(), filter);
    int[] places =
        columns.stream()
            .mapToInt(column -> schema.columns().indexOf(schema.findField(column)))
            .toArray();
    Object[] values = new Object[places.length];
    long rowsSeen = 0;
    try (CloseableIterable<StructLike> rows =
        new FileRows(table, space.deleteBytes()).of(task, schema, filter)) {
      for (StructLike row : rows) {
        if (++rowsSeen % ROWS_BETWEEN_CALLS == 0) {
          progress.run();
        }
        if (matches.eval(row)) {
          for (int i = 0; i < places.length; i++) {
            values[i] = row.get(places[i], Object.class);
          }
          consumer.row(values);
        }
      }
    }
  }

  private Schema schema(Expression filter) {
    Set<Integer> ids =
        new HashSet<>(Binder.boundReferences(table.schema().asStruct(), List.of(filter), true));
    columns.forEach(column -> ids.addAll(TypeUtil.getProjectedIds(table.schema().select(column))));
    return TypeUtil.select(table.schema(), ids);
  }
}
