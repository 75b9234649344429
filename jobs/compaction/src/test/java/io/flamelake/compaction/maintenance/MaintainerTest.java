package io.flamelake.compaction.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.flamelake.catalog.MaintenanceTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.lock.RunEndedException;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.LakeTest;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestRows;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;

class MaintainerTest extends LakeTest {
  private final List<String> asked = new ArrayList<>();

  /** What an action does when it is run. */
  private interface Doing {
    void run(TableWork work, Report report) throws IOException;
  }

  private final class Named implements Action {
    private final String name;
    private final Doing doing;

    Named(String name, Doing doing) {
      this.name = name;
      this.doing = doing;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public boolean concerns(TableDefinition table) {
      return true;
    }

    @Override
    public List<String> plan(TableWork work) {
      return doing == null ? List.of() : List.of(name);
    }

    @Override
    public void run(TableWork work, Report report) throws IOException {
      asked.add(name);
      doing.run(work, report);
    }
  }

  @Test
  void anActionThatFailsKeepsNoOtherFromBeingRun() {
    TableSummary done =
        run(
            new Named(
                "first",
                (work, report) -> {
                  throw new IOException("the disk is full");
                }),
            new Named("second", (work, report) -> report.add(Counts.ofSnapshots(3))));
    assertThat(asked).containsExactly("first", "second");
    assertThat(done.failure()).isEqualTo("first: the disk is full");
    assertThat(done.counts().snapshots()).isEqualTo(3);
  }

  @Test
  void aRunThatIsToEndGivesTheLockBackAndTellsWhatWasDoneBefore() {
    TableSummary done =
        run(
            new Named("first", (work, report) -> report.done("it is")),
            new Named(
                "second",
                (work, report) -> {
                  throw new RunEndedException("enough");
                }),
            new Named("third", (work, report) -> report.done("never")));
    assertThat(asked).containsExactly("first", "second");
    assertThat(done.failed()).isFalse();
    assertThat(done.entries()).extracting(HistoryEntry::action).containsExactly("first");
    assertThat(properties()).doesNotContainKey("flamelake.compaction.lock");
  }

  @Test
  void aTableIsLockedWhileAnActionWorksAndNotForOneThatHasNothingToDo() {
    List<Boolean> locked = new ArrayList<>();
    run(new Named("idle", null));
    Table untouched = lake().table(SamplesTable.DEFINITION);
    assertThat(((HasTableOperations) untouched).operations().current().previousFiles()).isEmpty();
    run(
        new Named(
            "busy",
            (work, report) -> locked.add(properties().containsKey("flamelake.compaction.lock"))));
    assertThat(locked).containsExactly(true);
  }

  @Test
  void theHistoryTellsEachActionAndEachRequestOfARun() throws IOException {
    TableSummary done =
        run(
            new Named(
                "compact",
                (work, report) -> {
                  report.add(Counts.ofFiles(5, 500, 1, 300).withRows(70, 7));
                  report.failed("one partition is left");
                }),
            new Named("silent", (work, report) -> {}),
            new Named(
                "delete",
                (work, report) -> {
                  report.ofRequest("r1").done("");
                  report.ofRequest("r2").conflict("somebody");
                }));
    new History(lake().catalog()).add(done.entries());
    List<Record> rows = lake().rows(MaintenanceTable.DEFINITION);
    assertThat(rows)
        .extracting(
            row -> row.getField("action"),
            row -> row.getField("request_id"),
            row -> row.getField("outcome"),
            row -> row.getField("message"))
        .containsExactlyInAnyOrder(
            tuple("compact", null, "failed", "one partition is left"),
            tuple("delete", "r1", "done", null),
            tuple("delete", "r2", "conflict", "somebody"));
    assertThat(rows).extracting(row -> row.getField("run_id")).containsOnly(rows.get(0).get(2));
    Record compact =
        rows.stream().filter(row -> row.getField("action").equals("compact")).findFirst().get();
    assertThat(
            List.of(
                    "files_before",
                    "bytes_before",
                    "files_after",
                    "bytes_after",
                    "rows",
                    "rows_removed")
                .stream()
                .map(compact::getField))
        .containsExactly(5L, 500L, 1L, 300L, 70L, 7L);
  }

  @Test
  void compactingTheHistoryIsNoHistory() throws IOException {
    Table table = lake().table(MaintenanceTable.DEFINITION);
    new TestFiles(table).append(new TestRows(1).some(table, 5));
    TableSummary done = maintainer(new CompactFiles()).run(MaintenanceTable.DEFINITION);
    assertThat(done.counts().filesBefore()).isPositive();
    new History(lake().catalog()).add(done.entries());
    assertThat(lake().rows(MaintenanceTable.DEFINITION)).hasSize(5);
  }

  private TableSummary run(Action... actions) {
    return maintainer(actions).run(SamplesTable.DEFINITION);
  }

  private Maintainer maintainer(Action... actions) {
    return new Maintainer(
        lake().catalog(),
        CompactionConfig.from(lake().configuration(Map.of("compaction.seal-delay", "0 s"))),
        List.of(actions),
        Clock.systemUTC(),
        Step.Listener.NONE);
  }

  private Map<String, String> properties() {
    return lake().table(SamplesTable.DEFINITION).properties();
  }
}
