package io.flamelake.compaction.remove;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.StacksTable;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.Disturbance;
import io.flamelake.compaction.testing.RandomChanges;
import io.flamelake.compaction.testing.TestLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any sequence of changes and removals leaves the rows that a list of them has. */
class RowRemovalPropertyTest {
  private static final int ACTIONS = 14;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

  @TempDir private Path folder;

  /** The same condition twice. */
  private record Condition(Expression expression, Predicate<Record> model) {
    Condition and(Condition other) {
      return new Condition(Expressions.and(expression, other.expression), model.and(other.model));
    }

    Condition or(Condition other) {
      return new Condition(Expressions.or(expression, other.expression), model.or(other.model));
    }
  }

  @SuppressWarnings("unused") // by JUnit
  private static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("flamelake.test.seeds", 10));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void rowsAreThoseOfAListAfterChangesRemovalsAndCrashes(long seed) throws IOException {
    Random random = new Random(seed);
    try (TestLake lake = new TestLake(folder)) {
      RandomChanges changes = new RandomChanges(lake, seed);
      for (int action = 0; action < ACTIONS; action++) {
        if (random.nextInt(3) == 0) {
          remove(lake, changes, random);
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
  private void remove(TestLake lake, RandomChanges changes, Random random) throws IOException {
    Condition condition = condition(random, 2);
    Disturbance disturbance = new Disturbance(random, 8, changes::change);
    List<Record> planned = new ArrayList<>();
    boolean[] committed = {false};
    Step.Listener steps =
        step -> {
          if (step == Step.COMMITTED) {
            committed[0] = true;
            gone(changes.model(), planned, condition);
          }
          disturbance.reached(step);
        };
    // Told of each file while it plans, and of nothing else with so few rows.
    Runnable progress =
        () -> {
          planned.clear();
          planned.addAll(changes.model());
        };
    Table table = lake.table(StacksTable.DEFINITION);
    try {
      RemovalResult result =
          new RowRemoval(table, RowRemovalTest.settings(table, folder), steps)
              .remove(condition.expression(), Map.of(), progress);
      assertThat(result.conflict()).isEmpty();
      assertThat(result.committed()).isEqualTo(committed[0]);
      if (!disturbance.isChange()) {
        // Without others' rows none is left that matches.
        assertThat(changes.model()).noneMatch(condition.model());
      }
    } catch (Disturbance.Death e) {
      // The next one goes on.
      assertThat(disturbance.isDeath()).isTrue();
    }
  }

  /** Rows that match and were there when the removal was planned. */
  private static void gone(List<Record> model, List<Record> planned, Condition condition) {
    for (Record row : planned) {
      if (condition.model().test(row)) {
        model.remove(row);
      }
    }
  }

  private static Condition condition(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 5);
    int number = random.nextInt(30);
    LocalDate day = DAY.plusDays(random.nextInt(3));
    String service = random.nextBoolean() ? "shop" : "café \u0000 ☕";
    return switch (kind) {
      case 0 ->
          new Condition(
              Expressions.lessThan("day", day.toString()),
              row -> ((LocalDate) row.getField("day")).isBefore(day));
      case 1 ->
          new Condition(
              Expressions.equal("service_name", service),
              row -> row.getField("service_name").equals(service));
      case 2 ->
          new Condition(
              Expressions.in("stack_id", (long) number, number + 1L, number + 2L),
              row -> {
                long id = (Long) row.getField("stack_id");
                return id >= number && id <= number + 2;
              });
      case 3 -> condition(random, depth - 1).and(condition(random, depth - 1));
      default -> condition(random, depth - 1).or(condition(random, depth - 1));
    };
  }
}
