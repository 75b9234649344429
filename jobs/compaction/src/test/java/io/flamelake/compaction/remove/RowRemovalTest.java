package io.flamelake.compaction.remove;

import static org.apache.iceberg.expressions.Expressions.and;
import static org.apache.iceberg.expressions.Expressions.equal;
import static org.apache.iceberg.expressions.Expressions.greaterThanOrEqual;
import static org.apache.iceberg.expressions.Expressions.lessThan;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.compaction.rewrite.FileRules;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.rewrite.WorkSpace;
import io.flamelake.compaction.sort.RowOrder;
import io.flamelake.compaction.testing.Change;
import io.flamelake.compaction.testing.LakeTest;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataOperations;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.Test;

class RowRemovalTest extends LakeTest {
  private static final String[] KEY = {"day", "service_name", "stack_id"};
  private static final String SECOND_DAY = "2026-11-21T00:00:00Z";

  private final TestRows rows = new TestRows(3);

  @Test
  void aWholeDayGoesWithoutItsFilesBeingRead() throws IOException {
    Table table = lake().table(SamplesTable.DEFINITION);
    new TestFiles(table).append(rows.some(table, 300));
    List<Record> stay = lake().rows(SamplesTable.DEFINITION);
    stay.removeIf(row -> row.getField("time").toString().startsWith("2026-11-20"));
    for (FileScanTask task : files(SamplesTable.DEFINITION)) {
      if (task.file().partition().get(0, Integer.class) == day("2026-11-20")) {
        Files.write(local(task.file()), new byte[] {1});
      }
    }
    RemovalResult result = remove(table, lessThan("time", SECOND_DAY), Step.READ, () -> {});
    assertThat(result.committed()).isTrue();
    assertThat(result.filesAfter()).isZero();
    assertThat(result.filesDropped()).isEqualTo(result.filesBefore()).isPositive();
    assertThat(result.rowsRemoved()).isEqualTo(300 - stay.size());
    assertThat(table.currentSnapshot().operation()).isEqualTo(DataOperations.DELETE);
    assertThat(lake().rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(stay);
  }

  @Test
  void filesOfWhichNoRowGoesAreNotTouched() throws IOException {
    Table table = lake().table(SamplesTable.DEFINITION);
    new TestFiles(table).append(rows.some(table, 100));
    long snapshot = table.currentSnapshot().snapshotId();
    Expression nobody =
        and(equal("service_name", "b-service"), greaterThanOrEqual("time", SECOND_DAY));
    RemovalResult result = remove(table, nobody, Step.READ, () -> {});
    assertThat(result).isEqualTo(RemovalResult.nothing(""));
    assertThat(table.currentSnapshot().snapshotId()).isEqualTo(snapshot);
  }

  @Test
  void rowsThatAreAppendedMeanwhileStay() throws IOException {
    Table table = lake().table(SamplesTable.DEFINITION);
    List<Record> first = rows.some(table, 200);
    List<Record> second = rows.some(table, 50);
    new TestFiles(table).append(first);
    RemovalResult result =
        remove(
            table,
            equal("service_name", "shop"),
            Step.BEFORE_COMMIT,
            () -> new TestFiles(lake().table(SamplesTable.DEFINITION)).append(second));
    assertThat(result.committed()).isTrue();
    assertThat(lake().rows(SamplesTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(first.stream().filter(row -> !isShop(row)), second.stream()).toList());
  }

  @Test
  void rowsThatAreReplacedMeanwhileDoNotComeBack() throws IOException {
    Table table = lake().table(StacksTable.DEFINITION);
    List<Record> first = rows.some(table, 60);
    List<Record> gone = first.subList(0, 20);
    new TestFiles(table).append(first);
    int[] reads = {0};
    Step.Listener counting = step -> reads[0] += step == Step.BEFORE_COMMIT ? 1 : 0;
    Change replaced =
        () -> new TestFiles(lake().table(StacksTable.DEFINITION)).deleteEqual(gone, KEY);
    Step.Listener replacing = replaced.at(Step.VERIFIED);
    RemovalResult result =
        removal(
                table,
                step -> {
                  counting.reached(step);
                  replacing.reached(step);
                })
            .remove(equal("service_name", "shop"), Map.of(), () -> {});
    assertThat(result.committed()).isTrue();
    assertThat(reads[0]).as("commits that were tried").isEqualTo(2);
    Set<List<Object>> keys = gone.stream().map(this::key).collect(Collectors.toSet());
    assertThat(lake().rows(StacksTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(
            first.stream().filter(row -> !isShop(row) && !keys.contains(key(row))).toList());
  }

  @Test
  void rowsThatWereDeletedBeforeAndDoNotMatchDoNotComeBack() throws IOException {
    Table table = lake().table(StacksTable.DEFINITION);
    List<Record> first = rows.some(table, 60);
    new TestFiles(table).append(first);
    List<Record> gone =
        first.stream().filter(row -> (Long) row.getField("stack_id") >= 20).toList();
    new TestFiles(table).deleteEqual(gone, KEY);
    RemovalResult result = remove(table, lessThan("stack_id", 10L), Step.READ, () -> {});
    assertThat(result.committed()).isTrue();
    assertThat(lake().rows(StacksTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(
            first.stream()
                .filter(row -> (Long) row.getField("stack_id") >= 10)
                .filter(row -> (Long) row.getField("stack_id") < 20)
                .toList());
  }

  @Test
  void rowsAreNotDoubledWhenTheirFilesAreRewrittenMeanwhile() throws IOException {
    Table table = lake().table(SamplesTable.DEFINITION);
    List<Record> first = rows.some(table, 200);
    new TestFiles(table).append(first);
    Table other = lake().table(SamplesTable.DEFINITION);
    Expression api = equal("service_name", "api");
    RemovalResult result =
        remove(
            table,
            equal("service_name", "shop"),
            Step.VERIFIED,
            () -> removal(other, Step.Listener.NONE).remove(api, Map.of(), () -> {}));
    assertThat(result.committed()).isTrue();
    assertThat(lake().rows(SamplesTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(
            first.stream()
                .filter(row -> !isShop(row) && !row.getField("service_name").equals("api"))
                .toList());
  }

  @Test
  void filesAreAddedInTheSameCommitWithTheSummary() throws IOException {
    Table table = lake().table(SamplesTable.DEFINITION);
    Table elsewhere = lake().table(SamplesTable.DEFINITION);
    List<Record> first = rows.some(table, 100);
    List<Record> second = rows.some(table, 30);
    new TestFiles(table).append(first);
    List<DataFile> added = new TestFiles(elsewhere).write(second);
    RemovalResult result =
        removal(table, Step.Listener.NONE)
            .remove(
                equal("service_name", "shop"), added, Map.of("flamelake.source", "7"), () -> {});
    assertThat(result.committed()).isTrue();
    assertThat(table.currentSnapshot().summary()).containsEntry("flamelake.source", "7");
    assertThat(lake().rows(SamplesTable.DEFINITION))
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(first.stream().filter(row -> !isShop(row)), second.stream()).toList());
  }

  @Test
  void twoThatReplaceTheSameRowsDoNotDoubleThem() throws IOException {
    Table table = lake().table(SamplesTable.DEFINITION);
    Table other = lake().table(SamplesTable.DEFINITION);
    List<Record> shop = rows.some(table, 100).stream().filter(RowRemovalTest::isShop).toList();
    List<DataFile> mine = new TestFiles(table).write(shop);
    List<DataFile> theirs = new TestFiles(table).write(shop);
    Expression filter = equal("service_name", "shop");
    Change replaced =
        () -> removal(other, Step.Listener.NONE).remove(filter, theirs, Map.of(), () -> {});
    RemovalResult result =
        removal(table, replaced.at(Step.BEFORE_COMMIT)).remove(filter, mine, Map.of(), () -> {});
    assertThat(result.committed()).isTrue();
    assertThat(lake().rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(shop);
  }

  @Test
  void filesThatWereGivenUpAreDeleted() throws IOException {
    Table table = lake().table(SamplesTable.DEFINITION);
    new TestFiles(table).append(rows.some(table, 200));
    List<Record> before = lake().rows(SamplesTable.DEFINITION);
    Set<Path> files = dataFiles();
    Change failure =
        () -> {
          throw new IOException("the disk is gone");
        };
    assertThatThrownBy(() -> remove(table, equal("service_name", "shop"), Step.VERIFIED, failure))
        .hasMessageContaining("the disk is gone");
    assertThat(dataFiles()).isEqualTo(files);
    assertThat(lake().rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void columnsThatMayBeNullAreRefused() {
    Table table = lake().table(SamplesTable.DEFINITION);
    assertThatThrownBy(() -> remove(table, Expressions.isNull("span_id"), Step.READ, () -> {}))
        .hasMessageContaining("can't be removed by span_id, which may be null");
  }

  private RemovalResult remove(Table table, Expression filter, Step at, Change change)
      throws IOException {
    return removal(table, change.at(at)).remove(filter, Map.of(), () -> {});
  }

  private RowRemoval removal(Table table, Step.Listener steps) {
    return new RowRemoval(table, settings(table, folder()), steps);
  }

  static RemovalSettings settings(Table table, Path folder) {
    Layout layout =
        new Layout(RowOrder.by("service_name"), table.sortOrder(), new FileRules(1 << 20, 1 << 20));
    return new RemovalSettings(
        layout, new WorkSpace(folder.resolve("sort"), 8 << 20, 8 << 20), 16 << 10, 5);
  }

  private Path local(DataFile file) throws IOException {
    String name = file.location().substring(file.location().lastIndexOf('/'));
    return dataFiles().stream().filter(path -> path.toString().endsWith(name)).findAny().get();
  }

  private static int day(String date) {
    return (int) java.time.LocalDate.parse(date).toEpochDay();
  }

  private static boolean isShop(Record row) {
    return row.getField("service_name").equals("shop");
  }

  private List<Object> key(Record row) {
    return List.of(row.getField(KEY[0]), row.getField(KEY[1]), row.getField(KEY[2]));
  }
}
