package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.LakeCatalog;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.remove.RemovalSettings;
import io.flamelake.compaction.remove.RowRemoval;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.rewrite.Step;
import java.time.Clock;
import org.apache.iceberg.Table;

/**
 * What an action works on and with.
 *
 * @param lake for other tables, which are only read: only this one is locked
 * @param table as of just now; to be refreshed before it is looked at again
 * @param steps is told what has been done
 * @param progress to be run now and then, by one thread at a time: keeps the lock, and throws
 *     {@link io.flamelake.compaction.lock.RunEndedException} if it is lost or the run is to end,
 *     which an action lets through after it has undone what is not committed
 */
public record TableWork(
    LakeCatalog lake,
    TableDefinition definition,
    Table table,
    CompactionConfig config,
    Clock clock,
    Step.Listener steps,
    Runnable progress) {

  /** How new files of the table are sorted; tells the table so, if it does not know yet. */
  public Layout layout() {
    return TableLayout.of(definition, table, config.files());
  }

  /** What removes rows of the table. */
  public RowRemoval removal() {
    return new RowRemoval(table, removalSettings(), steps);
  }

  /** What it removes them with. */
  public RemovalSettings removalSettings() {
    return new RemovalSettings(
        layout(), config.space(), config.rules().maxGroupBytes(), config.running().attempts());
  }
}
