package io.flamelake.compaction.rollup;

import io.flamelake.compaction.rewrite.FileRows;
import java.io.IOException;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.PartitionField;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types;

/**
 * A table that is rolled up.
 *
 * @param timeColumn a time, or a UTC day
 */
record SourceTable(Table table, String timeColumn) {
  /** Takes rows. */
  interface Rows {
    /**
     * @param row good until it returns
     */
    void take(StructLike row) throws IOException;
  }

  /** What a unit's rows are read from, and how far. */
  record Reading(long snapshotId, Unit unit, ServiceBuckets buckets, Work work) {}

  /** Columns by their names, in the table's order; parts of columns by dots. */
  Schema columns(Set<String> names) {
    Set<Integer> ids = new java.util.HashSet<>();
    names.forEach(name -> ids.add(table.schema().findField(name).fieldId()));
    return TypeUtil.select(table.schema(), ids);
  }

  /**
   * Gives every row of the unit's hours or day, and perhaps others: of other hours and buckets.
   *
   * @param columns of the rows; others may come after them
   */
  void read(Reading reading, Schema columns, Rows to) throws IOException {
    Expression filter = filter(reading.unit());
    read(reading, columns, filter, task -> true, to);
  }

  private void read(
      Reading reading, Schema columns, Expression filter, Predicate<FileScanTask> wanted, Rows to)
      throws IOException {
    FileRows files = reading.work().rows(table);
    int bucket = reading.unit().bucket();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(reading.snapshotId()).filter(filter).planFiles()) {
      for (FileScanTask task : tasks) {
        reading.work().progress().run();
        int ofFile = reading.buckets().of(task.file(), table);
        boolean other =
            bucket != Unit.EVERY_BUCKET && ofFile != Unit.EVERY_BUCKET && ofFile != bucket;
        if (!other && wanted.test(task)) {
          try (CloseableIterable<StructLike> rows = files.of(task, columns, filter)) {
            take(rows, to, reading.work().progress());
          }
        }
      }
    }
  }

  /** Gives all rows. */
  static void take(Iterable<StructLike> rows, Rows to, Runnable progress) throws IOException {
    int count = 0;
    for (StructLike row : rows) {
      to.take(row);
      if ((++count & 0xFFFF) == 0) {
        progress.run();
      }
    }
  }

  private Expression filter(Unit unit) {
    return hasDays() ? Expressions.equal(timeColumn, unit.day()) : unit.filter(timeColumn);
  }

  private boolean hasDays() {
    return table.schema().findType(timeColumn).typeId()
        == org.apache.iceberg.types.Type.TypeID.DATE;
  }

  /**
   * Adds the hours that rows of a file are of, as far as its bounds or its partition tell.
   *
   * @return false if nothing tells
   */
  boolean addHours(ContentFile<?> file, int bucket, HourSet hours) {
    Types.NestedField time = table.schema().findField(timeColumn);
    if (file.lowerBounds() != null
        && file.lowerBounds().containsKey(time.fieldId())
        && file.upperBounds().containsKey(time.fieldId())) {
      Number lower =
          Conversions.fromByteBuffer(time.type(), file.lowerBounds().get(time.fieldId()));
      Number upper =
          Conversions.fromByteBuffer(time.type(), file.upperBounds().get(time.fieldId()));
      add(lower.longValue(), upper.longValue(), bucket, hours);
      return true;
    }
    return addPartition(file, bucket, hours);
  }

  private void add(long lower, long upper, int bucket, HourSet hours) {
    if (hasDays()) {
      hours.addTimes(lower * Unit.DAY_MICROS, (upper + 1) * Unit.DAY_MICROS - 1, bucket);
    } else {
      hours.addTimes(lower, upper, bucket);
    }
  }

  /** Bounds of files that went are not kept, and those of deletes tell nothing. */
  boolean addPartition(ContentFile<?> file, int bucket, HourSet hours) {
    PartitionSpec spec = table.specs().get(file.specId());
    int time = table.schema().findField(timeColumn).fieldId();
    for (int place = 0; place < spec.fields().size(); place++) {
      PartitionField field = spec.fields().get(place);
      Object value = field.sourceId() == time ? file.partition().get(place, Object.class) : null;
      if (value instanceof Integer number) {
        switch (field.transform().toString()) {
          case "hour" ->
              hours.addTimes(number * Unit.HOUR_MICROS, number * Unit.HOUR_MICROS, bucket);
          case "day", "identity" -> hours.add(number, bucket, Unit.ALL_HOURS);
          default -> {
            return false;
          }
        }
        return true;
      }
    }
    return false;
  }
}
