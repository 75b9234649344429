package io.flamelake.compaction.testing;

import io.flamelake.catalog.StacksTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.MetadataColumns;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericDeleteFilter;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetReaders;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.TypeUtil;

/** Changes {@code stacks} at random, and a list of its rows in the same way. */
public final class RandomChanges {
  private static final String[] KEY = {"day", "service_name", "stack_id"};

  private final TestLake lake;
  private final TestRows rows;
  private final Random random;
  private final List<Record> model = new ArrayList<>();

  public RandomChanges(TestLake lake, long seed) {
    this.lake = lake;
    rows = new TestRows(seed);
    random = new Random(seed);
  }

  /** What the table must have. */
  public List<Record> model() {
    return model;
  }

  /** Makes one change, which is one commit or none. */
  public void change() throws IOException {
    Table table = lake.table(StacksTable.DEFINITION);
    TestFiles files = new TestFiles(table);
    List<Record> some = rows.some(table, 1 + random.nextInt(20));
    switch (random.nextInt(6)) {
      case 0 -> {
        List<Record> distinct = distinct(some);
        files.upsert(distinct, KEY);
        remove(distinct);
        model.addAll(distinct);
      }
      case 1 -> {
        files.deleteEqual(some, KEY);
        remove(some);
      }
      case 2 -> deletePositions(table, files);
      default -> {
        files.append(some);
        model.addAll(some);
      }
    }
  }

  private void remove(List<Record> like) {
    Set<List<Object>> keys = new HashSet<>();
    like.forEach(row -> keys.add(key(row)));
    model.removeIf(row -> keys.contains(key(row)));
  }

  private void deletePositions(Table table, TestFiles files) throws IOException {
    List<FileScanTask> tasks = new ArrayList<>();
    try (CloseableIterable<FileScanTask> planned = table.newScan().planFiles()) {
      planned.forEach(tasks::add);
    }
    if (tasks.isEmpty()) {
      return;
    }
    FileScanTask task = tasks.get(random.nextInt(tasks.size()));
    Map<Long, Record> live = live(table, task);
    Set<Long> places = new TreeSet<>();
    live.keySet().stream().filter(place -> random.nextInt(4) == 0).forEach(places::add);
    if (!places.isEmpty()) {
      files.deletePositions(task.file(), List.copyOf(places));
      places.forEach(place -> model.remove(live.get(place)));
    }
  }

  /** Rows of a file that are not deleted, by their places. */
  private static Map<Long, Record> live(Table table, FileScanTask task) throws IOException {
    var columns =
        TypeUtil.join(table.schema(), new org.apache.iceberg.Schema(MetadataColumns.ROW_POSITION));
    GenericDeleteFilter deletes =
        new GenericDeleteFilter(table.io(), task, table.schema(), columns);
    DataFile file = task.file();
    Map<Long, Record> live = new LinkedHashMap<>();
    try (CloseableIterable<Record> read =
        Parquet.read(table.io().newInputFile(file.location()))
            .project(deletes.requiredSchema())
            .createReaderFunc(
                stored -> GenericParquetReaders.buildReader(deletes.requiredSchema(), stored))
            .build()) {
      for (Record row : deletes.filter(read)) {
        Record copy = org.apache.iceberg.data.GenericRecord.create(table.schema());
        table
            .schema()
            .columns()
            .forEach(field -> copy.setField(field.name(), row.getField(field.name())));
        live.put((Long) row.getField(MetadataColumns.ROW_POSITION.name()), copy);
      }
    }
    return live;
  }

  private static List<Record> distinct(List<Record> some) {
    Map<List<Object>, Record> byKey = new LinkedHashMap<>();
    some.forEach(row -> byKey.put(key(row), row));
    return List.copyOf(byKey.values());
  }

  private static List<Object> key(Record row) {
    return List.of(row.getField(KEY[0]), row.getField(KEY[1]), row.getField(KEY[2]));
  }
}
