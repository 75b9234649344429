package io.flamelake.compaction;

import io.flamelake.compaction.deletion.DeleteSeries;
import io.flamelake.compaction.hours.RollUpHours;
import io.flamelake.compaction.maintenance.Action;
import io.flamelake.compaction.maintenance.CompactFiles;
import io.flamelake.compaction.maintenance.ExpireSnapshots;
import io.flamelake.compaction.maintenance.RemoveIdleDeletes;
import io.flamelake.compaction.maintenance.RemoveOrphans;
import io.flamelake.compaction.maintenance.RewriteManifests;
import io.flamelake.compaction.retention.ExpireRows;
import java.util.List;

/** All actions, in the order in which they are run on a table. */
final class Actions {
  private Actions() {}

  /** New ones. */
  static List<Action> all() {
    return List.of(
        new DeleteSeries(),
        new ExpireRows(),
        new RollUpHours(),
        new CompactFiles(),
        new RemoveIdleDeletes(),
        new RewriteManifests(),
        new ExpireSnapshots(),
        new RemoveOrphans());
  }
}
