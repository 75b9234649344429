package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.lock.LockedException;
import io.flamelake.compaction.lock.RunEndedException;
import io.flamelake.compaction.rewrite.Step;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs actions on one table after another. A table is locked once there is something to do to it,
 * and until its last action has ended.
 */
public final class Maintainer {
  private static final Logger LOG = LoggerFactory.getLogger(Maintainer.class);

  private final LakeCatalog lake;
  private final CompactionConfig config;
  private final List<Action> actions;
  private final Clock clock;
  private final Step.Listener steps;
  private Map<String, Long> lastRuns;

  /**
   * @param actions in the order in which they are run
   * @param steps is told what has been done
   */
  public Maintainer(
      LakeCatalog lake,
      CompactionConfig config,
      List<Action> actions,
      Clock clock,
      Step.Listener steps) {
    this.lake = lake;
    this.config = config;
    this.actions = List.copyOf(actions);
    this.clock = clock;
    this.steps = steps;
  }

  /** What would be done to a table now: lines by action, for people. Changes nothing. */
  public Map<String, List<String>> plan(TableDefinition definition) throws IOException {
    Map<String, List<String>> plans = new LinkedHashMap<>();
    TableWork work = work(definition, lake.table(definition), () -> {});
    for (Action action : concerned(definition)) {
      plans.put(action.name(), action.plan(work));
    }
    return plans;
  }

  /** Does it; never throws what happened to the table, but tells it. */
  public TableSummary run(TableDefinition definition) {
    return run(definition, () -> {});
  }

  /**
   * Does it until somebody wants it to end; never throws what happened to the table, but tells it.
   *
   * @param goOn called now and then; throws {@link RunEndedException} once the run is to end
   */
  public TableSummary run(TableDefinition definition, Runnable goOn) {
    long start = System.nanoTime();
    String runId = "run-" + UUID.randomUUID();
    List<Report> reports = new ArrayList<>();
    Report ofTable = new Report(clock, runId, definition.name(), "table");
    reports.add(ofTable);
    try {
      Table table = lake.table(definition);
      try (LazyLock lock = new LazyLock(table, runId, config.running().lockTtl(), clock)) {
        for (Action action : concerned(definition)) {
          Report report = new Report(clock, runId, definition.name(), action.name());
          reports.add(report);
          if (isDue(definition, action)) {
            run(action, work(definition, table, progress(lock, goOn)), lock, report);
          }
        }
      }
    } catch (LockedException e) {
      ofTable.locked(e.getMessage());
    } catch (RunEndedException e) {
      LOG.info("{}: {}", definition.name(), e.getMessage());
    } catch (RuntimeException e) {
      // Other tables have nothing to do with whatever happened to this one.
      LOG.error("{} is not maintained to the end", definition.name(), e);
      ofTable.failed(message(e));
    }
    return new TableSummary(
        definition.name(),
        reports.stream().flatMap(report -> report.entries().stream()).toList(),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
  }

  private static Runnable progress(LazyLock lock, Runnable goOn) {
    return () -> {
      goOn.run();
      lock.keep();
    };
  }

  /** Whether its interval has passed, which it has for an action that was never run. */
  private boolean isDue(TableDefinition definition, Action action) {
    long now = clock.millis();
    Long last = lastRuns().get(definition.name() + " " + action.name());
    boolean due = last == null || now - last >= action.interval(config).toMillis();
    if (due) {
      lastRuns.put(definition.name() + " " + action.name(), now);
    }
    return due;
  }

  /** From the history at first, for most compactors begin anew again and again. */
  private Map<String, Long> lastRuns() {
    if (lastRuns == null) {
      Map<String, Long> known = new HashMap<>();
      for (Action action : actions) {
        Duration interval = action.interval(config);
        if (!interval.isZero()) {
          Instant since = clock.instant().minus(interval);
          new History(lake)
              .lastRuns(action.name(), since)
              .forEach((table, last) -> known.put(table + " " + action.name(), last));
        }
      }
      lastRuns = known;
    }
    return lastRuns;
  }

  private static void run(Action action, TableWork work, LazyLock lock, Report report) {
    try {
      work.progress().run();
      work.table().refresh();
      if (!action.hasWork(work)) {
        return;
      }
      lock.take();
      work.table().refresh();
      action.run(work, report);
    } catch (RunEndedException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // One action that can't be done must not keep others from being done for ever.
      LOG.error("{}: {} failed", work.definition().name(), action.name(), e);
      report.failed(message(e));
    }
  }

  private List<Action> concerned(TableDefinition definition) {
    return actions.stream().filter(action -> action.concerns(definition)).toList();
  }

  private TableWork work(TableDefinition definition, Table table, Runnable progress) {
    return new TableWork(lake, definition, table, config, clock, steps, progress);
  }

  private static String message(Exception e) {
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
