package io.flamelake.compaction.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.TestRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewriteManifestsTest {
  @TempDir private Path folder;

  @Test
  void manySmallManifestsBecomeFewByDayAndThatOnce() throws IOException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = lake.table(SamplesTable.DEFINITION);
      TestRows rows = new TestRows(2);
      for (int commit = 0; commit < 12; commit++) {
        new TestFiles(table).append(rows.some(table, 20));
      }
      List<Record> before = lake.rows(SamplesTable.DEFINITION);
      assertThat(manifests(lake)).hasSize(12);
      // The entries of a day are enough for one.
      long ofAll = manifests(lake).stream().mapToLong(ManifestFile::length).sum();
      table
          .updateProperties()
          .set(TableProperties.MANIFEST_TARGET_SIZE_BYTES, Long.toString(ofAll / 3))
          .commit();
      TableSummary done = run(lake);
      assertThat(done.failure()).isEmpty();
      assertThat(done.entries())
          .singleElement()
          .extracting(HistoryEntry::message)
          .isEqualTo("12 manifests became 2");
      assertThat(manifests(lake))
          .allMatch(
              manifest ->
                  manifest
                      .partitions()
                      .get(0)
                      .lowerBound()
                      .equals(manifest.partitions().get(0).upperBound()));
      assertThat(lake.rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(before);
      assertThat(run(lake).entries()).isEmpty();
    }
  }

  private static List<ManifestFile> manifests(TestLake lake) {
    Table table = lake.table(SamplesTable.DEFINITION);
    return table.currentSnapshot().dataManifests(table.io());
  }

  private static TableSummary run(TestLake lake) {
    return new Maintainer(
            lake.catalog(),
            CompactionConfig.from(lake.configuration(Map.of("manifests.min-count", "10"))),
            List.of(new RewriteManifests()),
            Clock.systemUTC(),
            Step.Listener.NONE)
        .run(SamplesTable.DEFINITION);
  }
}
