package io.flamelake.compaction.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.lock.RunEndedException;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.LakeTest;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;

class GroupsTest extends LakeTest {
  private static final String[] KEY = {"day", "service_name", "stack_id"};

  private final TestRows rows = new TestRows(3);

  @Test
  void groupsAreRewrittenSideBySide() throws IOException {
    // Two days, one of whose buckets has rows: each thread waits for the other to have read.
    List<Record> before = append(SamplesTable.DEFINITION, 300);
    CyclicBarrier both = new CyclicBarrier(2);
    TableSummary done =
        maintainer(
                Map.of("compaction.threads", "2"),
                step -> {
                  if (step == Step.READ) {
                    meet(both);
                  }
                })
            .run(SamplesTable.DEFINITION);
    assertThat(done.failure()).isEmpty();
    assertThat(done.counts().filesBefore()).isEqualTo(2);
    assertThat(lake().rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void allThreadsEndAndLeaveNoFileOnceTheRunIsToEnd() throws IOException {
    List<Record> before = append(SamplesTable.DEFINITION, 300);
    Set<Path> files = dataFiles();
    AtomicBoolean written = new AtomicBoolean();
    TableSummary done =
        maintainer(
                Map.of("compaction.threads", "2"),
                step -> {
                  if (step == Step.VERIFIED) {
                    written.set(true);
                    throw new RunEndedException("it is late");
                  }
                })
            .run(SamplesTable.DEFINITION);
    assertThat(written).isTrue();
    assertThat(done.entries()).isEmpty();
    assertThat(dataFiles()).isEqualTo(files);
    assertThat(lake().rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(before);
    assertThat(lake().table(SamplesTable.DEFINITION).properties())
        .doesNotContainKey("flamelake.compaction.lock");
  }

  @Test
  void aFileWithTooManyDeletesIsLeftAndToldAndOthersAreDone() throws IOException {
    Table table = lake().table(StacksTable.DEFINITION);
    append(StacksTable.DEFINITION, 40);
    new TestFiles(table).deleteEqual(rows.some(table, 30), KEY);
    new TestFiles(table).append(rows.some(table, 50));
    List<Record> before = lake().rows(StacksTable.DEFINITION);
    TableSummary done =
        maintainer(Map.of("compaction.delete-memory", "1 kb"), Step.Listener.NONE)
            .run(StacksTable.DEFINITION);
    assertThat(done.failure())
        .startsWith("compact: local:///warehouse/profiles/stacks/data/")
        .contains("1 delete files may take", "raise compaction.delete-memory");
    assertThat(done.counts().filesBefore()).isPositive();
    assertThat(lake().rows(StacksTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(before);
  }

  private List<Record> append(TableDefinition definition, int count) throws IOException {
    Table table = lake().table(definition);
    new TestFiles(table).append(rows.some(table, count));
    return lake().rows(definition);
  }

  private Maintainer maintainer(Map<String, String> more, Step.Listener steps) {
    Map<String, String> keys =
        new HashMap<>(Map.of("compaction.seal-delay", "0 s", "compaction.merge-delay", "0 s"));
    keys.putAll(more);
    return new Maintainer(
        lake().catalog(),
        CompactionConfig.from(lake().configuration(keys)),
        List.of(new CompactFiles()),
        Clock.systemUTC(),
        steps);
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
