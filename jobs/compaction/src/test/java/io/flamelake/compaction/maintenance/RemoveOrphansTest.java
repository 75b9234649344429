package io.flamelake.compaction.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.StacksTable;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.PrefixFileIO;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.TestRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoveOrphansTest {
  private static final String[] KEY = {"day", "service_name", "stack_id"};

  @TempDir private Path folder;
  private final TestRows rows = new TestRows(8);
  private TestLake lake;
  private Path stacks;

  @BeforeEach
  void open() throws IOException {
    lake = new TestLake(folder);
    stacks = folder.resolve("warehouse/profiles/stacks");
    Table table = lake.table(StacksTable.DEFINITION);
    new TestFiles(table).append(rows.some(table, 60));
    new TestFiles(table).upsert(rows.some(table, 1), KEY);
    new TestFiles(table).deleteEqual(rows.some(table, 3), KEY);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void oldFilesThatNoSnapshotNamesAreDeletedAndNoOthers() throws IOException {
    Table table = lake.table(StacksTable.DEFINITION);
    long first = table.snapshots().iterator().next().snapshotId();
    List<Record> before = lake.rows(StacksTable.DEFINITION);
    // Its old files are named by the snapshots before alone.
    run(new CompactFiles(), Map.of("compaction.seal-delay", "0 s"), Clock.systemUTC());
    Path data = orphan("data/day=2026-11-20/service_name_bucket=0/left.parquet");
    Path manifest = orphan("metadata/left-m0.avro");
    makeAllOld();
    Path young = orphan("data/young.parquet");
    TableSummary done = run(new RemoveOrphans(), Map.of(), Clock.systemUTC());
    assertThat(done.failure()).isEmpty();
    assertThat(done.counts().filesBefore()).isEqualTo(2);
    assertThat(done.entries())
        .singleElement()
        .extracting(HistoryEntry::message)
        .asString()
        .contains("2 of them old and named by nothing");
    assertThat(data).doesNotExist();
    assertThat(manifest).doesNotExist();
    assertThat(young).exists();
    assertThat(lake.rows(StacksTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(before);
    assertThat(IcebergGenerics.read(lake.table(StacksTable.DEFINITION)).useSnapshot(first).build())
        .hasSize(60);
  }

  @Test
  void aPlanNamesThemAndDeletesNothing() throws IOException {
    Path data = orphan("data/left.parquet");
    makeAllOld();
    assertThat(
            maintainer(lake.catalog(), new RemoveOrphans(), Map.of(), Clock.systemUTC())
                .plan(StacksTable.DEFINITION)
                .get("orphans"))
        .containsExactly("local:///warehouse/profiles/stacks/data/left.parquet: 4 bytes");
    assertThat(data).exists();
  }

  @Test
  void filesOfATableWhoseNameBeginsAlikeAreNotListed() throws IOException {
    Path sibling = Files.createDirectories(folder.resolve("warehouse/profiles/stacks_copy/data"));
    Path file = Files.writeString(sibling.resolve("a.parquet"), "rows");
    Path own = orphan("data/left.parquet");
    makeAllOld();
    Map<String, String> more = Map.of("catalog.io-impl", PrefixFileIO.class.getName());
    CompactionConfig config = CompactionConfig.from(configuration(more));
    try (LakeCatalog byPrefix = LakeCatalog.open(config.catalog())) {
      TableSummary done =
          maintainer(byPrefix, new RemoveOrphans(), more, Clock.systemUTC())
              .run(StacksTable.DEFINITION);
      assertThat(done.failure()).isEmpty();
    }
    assertThat(own).doesNotExist();
    assertThat(file).exists();
  }

  @Test
  void aTableIsNotListedAgainBeforeItsIntervalHasPassedWhoeverAsks() throws IOException {
    new History(lake.catalog())
        .add(run(new RemoveOrphans(), Map.of(), Clock.systemUTC()).entries());
    Path data = orphan("data/left.parquet");
    makeAllOld();
    run(new RemoveOrphans(), Map.of(), Clock.systemUTC());
    assertThat(data).exists();
    Clock tomorrow = Clock.offset(Clock.systemUTC(), Duration.ofHours(25));
    run(new RemoveOrphans(), Map.of(), tomorrow);
    assertThat(data).doesNotExist();
  }

  private TableSummary run(Action action, Map<String, String> more, Clock clock) {
    return maintainer(lake.catalog(), action, more, clock).run(StacksTable.DEFINITION);
  }

  private Maintainer maintainer(
      LakeCatalog catalog, Action action, Map<String, String> more, Clock clock) {
    return new Maintainer(
        catalog,
        CompactionConfig.from(configuration(more)),
        List.of(action),
        clock,
        Step.Listener.NONE);
  }

  private Map<String, String> configuration(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(lake.configuration(Map.of()));
    all.putAll(more);
    return all;
  }

  private Path orphan(String name) throws IOException {
    Path file = stacks.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "rows");
  }

  private void makeAllOld() throws IOException {
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(4)));
    try (Stream<Path> files = Files.walk(folder.resolve("warehouse"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, old);
      }
    }
  }
}
