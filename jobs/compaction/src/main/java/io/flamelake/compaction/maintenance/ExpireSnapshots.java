package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.TableDefinition;
import java.util.List;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Expires old snapshots and deletes files that only they need. How old they become is said by the
 * table's own properties.
 */
public final class ExpireSnapshots implements Action {
  @Override
  public String name() {
    return "expire-snapshots";
  }

  @Override
  public boolean concerns(TableDefinition table) {
    return true;
  }

  @Override
  public List<String> plan(TableWork work) {
    if (!work.config().running().expireSnapshots()) {
      return List.of();
    }
    int old = work.table().expireSnapshots().apply().size();
    return old == 0 ? List.of() : List.of("%d snapshots are old".formatted(old));
  }

  @Override
  public void run(TableWork work, Report report) {
    int before = snapshots(work.table());
    work.table().expireSnapshots().commit();
    report.add(Counts.ofSnapshots((long) before - snapshots(work.table())));
  }

  private static int snapshots(Table table) {
    int count = 0;
    for (Snapshot unused : table.snapshots()) {
      count++;
    }
    return count;
  }
}
