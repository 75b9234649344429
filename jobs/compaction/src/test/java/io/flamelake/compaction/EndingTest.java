package io.flamelake.compaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.lock.RunEndedException;
import io.flamelake.compaction.maintenance.Maintainer;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.TestRows;
import io.flamelake.compaction.testing.WaitingAction;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndingTest {
  @TempDir private Path folder;
  private final Ending ending = new Ending();

  @Test
  void nothingIsToldToEndBeforeItBegins() {
    assertThatCode(ending::check).doesNotThrowAnyException();
  }

  @Test
  void whatIsRunningIsToldAndWaitedForAndGivesTheLockBack() throws Exception {
    try (TestLake lake = new TestLake(folder)) {
      append(lake);
      Maintainer maintainer =
          new Maintainer(
              lake.catalog(),
              CompactionConfig.from(lake.configuration(Map.of())),
              List.of(new WaitingAction()),
              Clock.systemUTC(),
              Step.Listener.NONE);
      Thread running =
          new Thread(
              () -> {
                maintainer.run(SamplesTable.DEFINITION, ending::check);
                ending.finish();
              });
      running.start();
      await().until(WaitingAction::isWaiting);
      assertThat(lake.table(SamplesTable.DEFINITION).properties())
          .containsKey("flamelake.compaction.lock");
      ending.begin();
      assertThat(WaitingAction.isWaiting()).isFalse();
      assertThatThrownBy(ending::check).isInstanceOf(RunEndedException.class);
      assertThat(lake.table(SamplesTable.DEFINITION).properties())
          .doesNotContainKey("flamelake.compaction.lock");
      running.join();
    }
  }

  private static void append(TestLake lake) throws IOException {
    Table table = lake.table(SamplesTable.DEFINITION);
    new TestFiles(table).append(new TestRows(1).some(table, 10));
  }
}
