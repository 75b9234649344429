package io.flamelake.compaction.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.SeriesTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Plans need metadata only: no file of these is ever opened. */
class PlannerTest {
  private static final long TARGET = 1000;
  private static final Rules RULES =
      new Rules(Duration.ofMinutes(15), Duration.ofDays(1), 10, 3, TARGET, 4000);

  private final InMemoryCatalog catalog = new InMemoryCatalog();
  private Table table;
  private int serial;

  @BeforeEach
  void createTable() {
    catalog.initialize("test", Map.of());
    catalog.createNamespace(Namespace.of("profiles"));
    table =
        catalog
            .buildTable(TableIdentifier.of("profiles", "series"), SeriesTable.DEFINITION.schema())
            .withPartitionSpec(SeriesTable.DEFINITION.spec(2))
            .withSortOrder(SeriesTable.DEFINITION.sortOrder())
            .withProperties(SeriesTable.DEFINITION.properties())
            .create();
  }

  @AfterEach
  void close() throws java.io.IOException {
    catalog.close();
  }

  @Test
  void aPartitionThatJustGotAFileIsLeftAlone() {
    append(file("2026-11-20", 10, false));
    assertThat(groups(Duration.ofMinutes(14))).isEmpty();
    assertThat(groups(Duration.ofMinutes(16))).containsExactly("day=2026-11-20 unsorted files 1");
  }

  @Test
  void manyUnsortedFilesAreNotWaitedFor() {
    for (int i = 0; i < 9; i++) {
      append(file("2026-11-20", 10, false));
    }
    assertThat(groups(Duration.ZERO)).isEmpty();
    append(file("2026-11-20", 10, false));
    assertThat(groups(Duration.ZERO)).containsExactly("day=2026-11-20 unsorted files 10");
  }

  @Test
  void partitionsDoNotMix() {
    append(file("2026-11-20", 10, false), file("2026-11-21", 10, false));
    assertThat(groups(Duration.ofHours(1)))
        .containsExactly("day=2026-11-20 unsorted files 1", "day=2026-11-21 unsorted files 1");
  }

  @Test
  void aSortedFileIsRewrittenOnlyIfItAtLeastDoubles() {
    append(file("2026-11-20", 100, true), file("2026-11-20", 300, true));
    append(file("2026-11-20", 99, false));
    assertThat(groups(Duration.ofHours(1))).containsExactly("day=2026-11-20 unsorted files 1");
    append(file("2026-11-20", 1, false));
    assertThat(groups(Duration.ofHours(1))).containsExactly("day=2026-11-20 unsorted files 3");
    append(file("2026-11-20", 100, false));
    assertThat(groups(Duration.ofHours(1))).containsExactly("day=2026-11-20 unsorted files 5");
  }

  @Test
  void smallFilesAreMergedOnceThePartitionIsQuietAndLargeOnesStay() {
    append(file("2026-11-20", 100, true), file("2026-11-20", 300, true));
    append(file("2026-11-20", 750, true));
    assertThat(groups(Duration.ofHours(23))).isEmpty();
    assertThat(groups(Duration.ofHours(25))).containsExactly("day=2026-11-20 small files 2");
  }

  @Test
  void smallFilesThatWouldStayAsManyAreLeftAlone() {
    append(file("2026-11-20", 700, true), file("2026-11-20", 700, true));
    assertThat(groups(Duration.ofDays(9))).isEmpty();
    append(file("2026-11-20", 500, true));
    assertThat(groups(Duration.ofDays(9))).containsExactly("day=2026-11-20 small files 3");
  }

  @Test
  void aLargePartitionIsDoneGroupByGroupInTheOrderOfItsFiles() {
    for (int i = 0; i < 9; i++) {
      append(file("2026-11-20", 999, false));
    }
    assertThat(groups(Duration.ofHours(1)))
        .containsExactly(
            "day=2026-11-20 unsorted files 4",
            "day=2026-11-20 unsorted files 4",
            "day=2026-11-20 unsorted files 1");
  }

  @Test
  void deletesOfSortedFilesWaitUntilTheyAreManyOrThePartitionIsQuiet() {
    append(file("2026-11-20", 900, true));
    deletes("2026-11-20");
    deletes("2026-11-20");
    assertThat(groups(Duration.ofHours(1))).isEmpty();
    assertThat(groups(Duration.ofHours(25))).containsExactly("day=2026-11-20 deletes 1");
    deletes("2026-11-20");
    assertThat(groups(Duration.ZERO)).containsExactly("day=2026-11-20 deletes 1");
  }

  @Test
  void deletesThatApplyToNothingAreFound() {
    append(file("2026-11-20", 900, true));
    deletes("2026-11-21");
    assertThat(TableFiles.read(table).idleDeletes()).hasSize(1);
    deletes("2026-11-20");
    assertThat(TableFiles.read(table).idleDeletes()).hasSize(1);
  }

  /** Whatever arrives when, once it stops all of it is in few files after few runs. */
  @Test
  void nothingIsRewrittenForEver() {
    java.util.Random random = new java.util.Random(3);
    long written = 0;
    long arrived = 0;
    for (int round = 0; round < 120; round++) {
      long bytes = 1L + random.nextInt(200);
      append(file("2026-11-20", bytes, false));
      arrived += bytes;
      written += run(Duration.ofHours(1));
    }
    int runs = 0;
    for (long more = run(Duration.ofDays(3)); more > 0; more = run(Duration.ofDays(3))) {
      written += more;
      runs++;
    }
    assertThat(runs).isLessThanOrEqualTo(3);
    TableFiles files = TableFiles.read(table);
    assertThat(files.files()).hasSizeLessThanOrEqualTo((int) (arrived / TARGET * 4 / 3 + 2));
    // A file at least doubles each time: from 1 byte to 1000 that is ten times.
    assertThat(written).isLessThan(arrived * 12);
  }

  /** Does what the plan says, without rows; the bytes that are written. */
  private long run(Duration later) {
    Plan plan = plan(later);
    long written = 0;
    for (FileGroup group : plan.groups()) {
      RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(plan.snapshotId());
      group.files().forEach(task -> rewrite.deleteFile(task.file()));
      for (long left = group.bytes(); left > 0; left -= TARGET) {
        rewrite.addFile(file("2026-11-20", Math.min(left, TARGET), true));
      }
      rewrite.commit();
      written += group.bytes();
    }
    return written;
  }

  private Plan plan(Duration later) {
    table.refresh();
    long now = table.currentSnapshot().timestampMillis() + later.toMillis();
    return new Planner(RULES, table.sortOrder().orderId()).plan(TableFiles.read(table), now);
  }

  private List<String> groups(Duration later) {
    List<String> groups = new ArrayList<>();
    for (FileGroup group : plan(later).groups()) {
      groups.add("%s %s %d".formatted(group.partition(), group.why(), group.files().size()));
    }
    return groups;
  }

  private void append(DataFile... files) {
    var append = table.newAppend();
    List.of(files).forEach(append::appendFile);
    append.commit();
  }

  private DataFile file(String day, long bytes, boolean sorted) {
    DataFiles.Builder file =
        DataFiles.builder(table.spec())
            .withPath("file-" + serial++ + ".parquet")
            .withFileSizeInBytes(bytes)
            .withRecordCount(1)
            .withPartitionPath("day=" + day);
    return (sorted ? file.withSortOrder(table.sortOrder()) : file).build();
  }

  private void deletes(String day) {
    table
        .newRowDelta()
        .addDeletes(
            FileMetadata.deleteFileBuilder(table.spec())
                .ofEqualityDeletes(3)
                .withPath("deletes-" + serial++ + ".parquet")
                .withFileSizeInBytes(10)
                .withRecordCount(1)
                .withPartitionPath("day=" + day)
                .build())
        .commit();
  }
}
