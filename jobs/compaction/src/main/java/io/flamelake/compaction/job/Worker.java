package io.flamelake.compaction.job;

import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.lock.RunEndedException;
import io.flamelake.compaction.maintenance.Action;
import io.flamelake.compaction.maintenance.History;
import io.flamelake.compaction.maintenance.Maintainer;
import io.flamelake.compaction.maintenance.TableLayout;
import io.flamelake.compaction.maintenance.TableSummary;
import io.flamelake.compaction.plan.Backlog;
import io.flamelake.compaction.plan.TableFiles;
import io.flamelake.compaction.rewrite.Step;
import java.io.Closeable;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after tables, one after another, in a thread of its own. What it needs of the lake is
 * opened by the first run, so that a catalog that can't be reached is a run that failed.
 */
final class Worker implements Closeable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** No file has it. */
  private static final int NO_ORDER = -1;

  private static final long PATIENCE_SECONDS = 10;

  private final CompactionConfig config;
  private final List<Action> actions;
  private final Clock clock = Clock.systemUTC();
  private final ExecutorService thread;
  private LakeCatalog lake;
  private Maintainer maintainer;
  private volatile boolean stopped;

  Worker(CompactionConfig config, List<Action> actions) {
    this.config = config;
    this.actions = actions;
    // The catalog's drivers are found by the class loader of the job.
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    thread =
        Executors.newSingleThreadExecutor(
            work -> {
              Thread made = new Thread(work, "flamelake-maintenance");
              made.setContextClassLoader(loader);
              made.setDaemon(true);
              return made;
            });
  }

  /**
   * Runs what is due on a table, some time later.
   *
   * @param done is told, in the worker's thread; not once the worker is being closed
   * @param broken is told what no table can help, such as a lack of memory
   */
  void run(TableDefinition definition, Consumer<TableRun> done, Consumer<Throwable> broken) {
    thread.execute(
        () -> {
          try {
            TableRun run = stopped ? null : run(definition);
            if (!stopped) {
              done.accept(run);
            }
          } catch (RuntimeException | Error e) {
            LOG.error("{} can't be looked after", definition.name(), e);
            broken.accept(e);
          }
        });
  }

  private TableRun run(TableDefinition definition) {
    long start = clock.millis();
    try {
      open();
      TableSummary summary = maintainer.run(definition, this::checkRuns);
      new History(lake).add(summary.entries());
      return TableRun.of(summary, backlog(definition), clock.millis());
    } catch (IOException | RuntimeException e) {
      // A catalog that is away comes back; the schedule goes on.
      LOG.error("{}: its run ended early", definition.name(), e);
      return TableRun.failed(definition.name(), start, clock.millis());
    }
  }

  private void open() {
    if (lake == null) {
      lake = LakeCatalog.open(config.catalog());
      maintainer = new Maintainer(lake, config, actions, clock, Step.Listener.NONE);
    }
  }

  private Backlog backlog(TableDefinition definition) {
    Table table = lake.table(definition);
    int order = TableLayout.find(definition, table).map(SortOrder::orderId).orElse(NO_ORDER);
    return Backlog.of(TableFiles.read(table), order);
  }

  private void checkRuns() {
    if (stopped) {
      throw new RunEndedException("the job is being stopped");
    }
  }

  /** Ends what is running: what is not committed yet is undone, and the lock given back. */
  @Override
  public void close() {
    stopped = true;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A run did not end in {} s; its lock is void after a while", PATIENCE_SECONDS);
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    if (lake != null) {
      lake.close();
    }
  }
}
