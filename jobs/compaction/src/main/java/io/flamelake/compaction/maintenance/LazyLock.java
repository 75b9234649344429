package io.flamelake.compaction.maintenance;

import io.flamelake.compaction.lock.TableLock;
import java.time.Clock;
import java.time.Duration;
import org.apache.iceberg.Table;

/** A table's lock that is taken when it is needed: each taking is a commit of the table. */
final class LazyLock implements AutoCloseable {
  private final Table table;
  private final String owner;
  private final Duration ttl;
  private final Clock clock;
  private TableLock lock;

  LazyLock(Table table, String owner, Duration ttl, Clock clock) {
    this.table = table;
    this.owner = owner;
    this.ttl = ttl;
    this.clock = clock;
  }

  /** Takes it unless it is held. */
  void take() {
    if (lock == null) {
      lock = TableLock.take(table, owner, ttl, clock);
    } else {
      lock.keep();
    }
  }

  /** Prolongs it if it is held. */
  void keep() {
    if (lock != null) {
      lock.keep();
    }
  }

  @Override
  public void close() {
    if (lock != null) {
      lock.close();
    }
  }
}
