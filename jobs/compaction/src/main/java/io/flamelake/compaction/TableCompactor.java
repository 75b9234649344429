package io.flamelake.compaction;

import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.lock.LockedException;
import io.flamelake.compaction.lock.TableLock;
import io.flamelake.compaction.plan.FileGroup;
import io.flamelake.compaction.plan.Plan;
import io.flamelake.compaction.plan.Planner;
import io.flamelake.compaction.plan.TableFiles;
import io.flamelake.compaction.rewrite.GroupRewriter;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.rewrite.RewriteCommit;
import io.flamelake.compaction.rewrite.RewriteResult;
import io.flamelake.compaction.rewrite.Step;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SortOrder;
import org.apache.iceberg.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts tables one after another, group by group: what is committed stays, whatever happens
 * then.
 */
final class TableCompactor {
  private static final Logger LOG = LoggerFactory.getLogger(TableCompactor.class);

  /** No file has it. */
  static final int NO_ORDER = -1;

  private final LakeCatalog lake;
  private final CompactionConfig config;
  private final Clock clock;
  private final Step.Listener steps;

  /**
   * @param steps is told what has been done
   */
  TableCompactor(LakeCatalog lake, CompactionConfig config, Clock clock, Step.Listener steps) {
    this.lake = lake;
    this.config = config;
    this.clock = clock;
    this.steps = steps;
  }

  /** What would be done to a table now; empty if it has no snapshot. */
  Optional<Plan> plan(TableDefinition definition) {
    Table table = lake.table(definition);
    int order = TableLayout.find(definition, table).map(SortOrder::orderId).orElse(NO_ORDER);
    return plan(table, order);
  }

  /** Does it. */
  TableSummary compact(TableDefinition definition) {
    Tally tally = new Tally(definition.name(), System.nanoTime());
    String owner = "compactor-" + UUID.randomUUID();
    Table table = lake.table(definition);
    try (TableLock lock = TableLock.take(table, owner, config.running().lockTtl(), clock)) {
      compact(definition, table, lock, tally);
    } catch (LockedException e) {
      tally.failed(e.getMessage());
    } catch (RuntimeException e) {
      // Other tables have nothing to do with whatever happened to this one.
      LOG.error("{} is not compacted to the end", definition.name(), e);
      tally.failed(e.toString());
    }
    return tally.summary();
  }

  private void compact(TableDefinition definition, Table table, TableLock lock, Tally tally) {
    String conflict = "none";
    for (int attempt = 0; attempt < config.running().attempts() && !conflict.isEmpty(); attempt++) {
      table.refresh();
      Layout layout = TableLayout.of(definition, table, config.sizes());
      Optional<Plan> plan = plan(table, layout.sortOrder().orderId());
      if (plan.isEmpty()) {
        return;
      }
      conflict = rewrite(table, layout, plan.get(), lock, tally);
    }
    if (!conflict.isEmpty()) {
      tally.failed("other commits were in the way: " + conflict);
    }
    removeIdleDeletes(table, tally);
    if (config.running().expireSnapshots()) {
      expireSnapshots(table, tally);
    }
  }

  /** All groups; the last conflict, or nothing. */
  private String rewrite(Table table, Layout layout, Plan plan, TableLock lock, Tally tally) {
    GroupRewriter rewriter = new GroupRewriter(table, layout, config.space(), steps);
    String conflict = "";
    for (FileGroup group : plan.groups()) {
      lock.keep();
      try {
        RewriteResult result = rewriter.rewrite(plan, group, lock::keep);
        LOG.info("{} {}: {}", table.name(), group.partition(), result);
        if (result.committed()) {
          tally.add(result);
        } else {
          conflict = result.conflict();
        }
      } catch (LockedException e) {
        throw e;
      } catch (IOException | RuntimeException e) {
        // A group that can't be done must not keep others from being done for ever.
        LOG.error("{} {} is left as it was", table.name(), group.partition(), e);
        tally.failed(group.partition() + ": " + e.getMessage());
      }
    }
    return conflict;
  }

  /** Deletes that the rewrites have applied, and such that came to nothing before. */
  private void removeIdleDeletes(Table table, Tally tally) {
    table.refresh();
    TableFiles files = TableFiles.read(table);
    if (files != null && !files.idleDeletes().isEmpty()) {
      Plan plan =
          new Plan(files.snapshotId(), files.sequenceNumber(), List.of(), files.idleDeletes());
      String conflict = new RewriteCommit(table, plan, steps).removeIdle();
      if (conflict.isEmpty()) {
        tally.removed(files.idleDeletes().size());
      } else {
        LOG.info("{}: idle deletes stay until next time: {}", table.name(), conflict);
      }
    }
  }

  /** By the table's own properties, which say how old they become. */
  private static void expireSnapshots(Table table, Tally tally) {
    table.refresh();
    int before = snapshots(table);
    table.expireSnapshots().commit();
    tally.expired(before - snapshots(table));
  }

  private static int snapshots(Table table) {
    int count = 0;
    for (Snapshot unused : table.snapshots()) {
      count++;
    }
    return count;
  }

  private Optional<Plan> plan(Table table, int sortOrderId) {
    TableFiles files = TableFiles.read(table);
    return files == null
        ? Optional.empty()
        : Optional.of(new Planner(config.rules(), sortOrderId).plan(files, clock.millis()));
  }
}
