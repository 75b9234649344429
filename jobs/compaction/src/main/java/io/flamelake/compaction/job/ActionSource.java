package io.flamelake.compaction.job;

import io.flamelake.compaction.maintenance.Action;
import java.io.Serializable;
import java.util.List;

/** Makes the actions where they run. */
@FunctionalInterface
public interface ActionSource extends Serializable {
  List<Action> actions();
}
