package io.flamelake.compaction.testing;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.maintenance.Action;
import io.flamelake.compaction.maintenance.Report;
import io.flamelake.compaction.maintenance.TableWork;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Is at work on {@code samples} until it is told to end. */
public final class WaitingAction implements Action {
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** All of it happens in one process. */
  private static volatile boolean waiting;

  /** Whether one is at work. */
  public static boolean isWaiting() {
    return waiting;
  }

  @Override
  public String name() {
    return "wait";
  }

  @Override
  public boolean concerns(TableDefinition table) {
    return table.name().equals(SamplesTable.DEFINITION.name());
  }

  @Override
  public List<String> plan(TableWork work) {
    return List.of("for ever");
  }

  @Override
  public void run(TableWork work, Report report) {
    waiting = true;
    try {
      while (true) {
        work.progress().run();
        LockSupport.parkNanos(NAP_NANOS);
      }
    } finally {
      waiting = false;
    }
  }
}
