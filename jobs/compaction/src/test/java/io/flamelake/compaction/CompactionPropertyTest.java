package io.flamelake.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.StacksTable;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.maintenance.Maintainer;
import io.flamelake.compaction.maintenance.TableSummary;
import io.flamelake.compaction.testing.Disturbance;
import io.flamelake.compaction.testing.RandomChanges;
import io.flamelake.compaction.testing.TestLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.iceberg.TableProperties;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any sequence of changes and compactions leaves the rows that a list of them has. */
class CompactionPropertyTest {
  private static final int ACTIONS = 14;

  @TempDir private Path folder;

  @SuppressWarnings("unused") // by JUnit
  private static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("flamelake.test.seeds", 10));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rowsAreTheSameAfterChangesCompactionsAndCrashes(long seed) throws IOException {
    Random random = new Random(seed);
    try (TestLake lake = new TestLake(folder)) {
      RandomChanges changes = new RandomChanges(lake, seed);
      if (random.nextBoolean()) {
        // Every compaction expires all snapshots but the newest.
        lake.table(StacksTable.DEFINITION)
            .updateProperties()
            .set(TableProperties.MAX_SNAPSHOT_AGE_MS, "0")
            .commit();
      }
      for (int action = 0; action < ACTIONS; action++) {
        if (random.nextInt(3) == 0) {
          compact(lake, changes, random);
        } else {
          changes.change();
        }
        assertThat(lake.rows(StacksTable.DEFINITION))
            .as("seed %d, action %d", seed, action)
            .containsExactlyInAnyOrderElementsOf(changes.model());
      }
    }
  }

  /** Undisturbed, or dying at some step, or with a change of another writer at some step. */
  private static void compact(TestLake lake, RandomChanges changes, Random random) {
    Disturbance disturbance = new Disturbance(random, 12, changes::change);
    try {
      TableSummary done =
          new Maintainer(
                  lake.catalog(),
                  config(lake, random),
                  Actions.all(),
                  Clock.systemUTC(),
                  disturbance)
              .run(StacksTable.DEFINITION);
      assertThat(done.failure()).isEmpty();
    } catch (Disturbance.Death e) {
      // The next one goes on.
      assertThat(disturbance.isDeath()).isTrue();
    }
  }

  private static CompactionConfig config(TestLake lake, Random random) {
    boolean all = random.nextInt(3) > 0;
    return CompactionConfig.from(
        lake.configuration(
            Map.of(
                "compaction.seal-delay", all ? "0 s" : "1 h",
                "compaction.merge-delay", random.nextBoolean() ? "0 s" : "1 h",
                "compaction.open-files", "3",
                "compaction.delete-files", "2",
                "compaction.target-file-size", "6 kb",
                "compaction.max-group-size", random.nextBoolean() ? "12 kb" : "1 mb",
                "compaction.sort-memory", "8 mb")));
  }
}
