package io.flamelake.compaction.lock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lock on a table that is a property of it, {@value #PROPERTY}: who holds it and until when. It
 * is changed by swapping the very metadata that was looked at, so of two that try at once one sees
 * the other's. A REST catalog does not refuse such a change, so there both may think they hold it.
 * Nothing but work is lost then: the commit of a rewrite whose files are gone is refused by
 * Iceberg.
 */
public final class TableLock implements AutoCloseable {
  static final String PROPERTY = "flamelake.compaction.lock";

  private static final Logger LOG = LoggerFactory.getLogger(TableLock.class);
  private static final int ATTEMPTS = 100;

  private final TableOperations operations;
  private final String owner;
  private final Duration ttl;
  private final Clock clock;
  private Instant until = Instant.EPOCH;

  private TableLock(TableOperations operations, String owner, Duration ttl, Clock clock) {
    this.operations = operations;
    this.owner = owner;
    this.ttl = ttl;
    this.clock = clock;
  }

  /**
   * Takes the lock, unless somebody else holds it.
   *
   * @param owner differs from that of every other compactor; without a space
   * @param ttl after which it is void if it is not prolonged
   * @throws LockedException if somebody else does, saying who and until when
   */
  public static TableLock take(Table table, String owner, Duration ttl, Clock clock) {
    TableLock lock = new TableLock(((HasTableOperations) table).operations(), owner, ttl, clock);
    lock.write();
    return lock;
  }

  /** Prolongs it if a third of its time has passed; to be called now and then. */
  public void keep() {
    if (clock.instant().isAfter(until.minus(ttl.multipliedBy(2).dividedBy(3)))) {
      write();
    }
  }

  /** Gives it back, if it is still held. */
  @Override
  public void close() {
    try {
      swap(null);
    } catch (LockedException e) {
      LOG.warn("The lock was lost: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("The lock could not be given back, it is void after {}", until, e);
    }
  }

  private void write() {
    Instant newUntil = clock.instant().plus(ttl);
    swap(owner + " " + newUntil.toEpochMilli());
    until = newUntil;
  }

  /**
   * @param value of the property, null to remove it
   */
  private void swap(String value) {
    CommitFailedException last = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      TableMetadata base = operations.refresh();
      checkFree(base.properties());
      TableMetadata.Builder changed = TableMetadata.buildFrom(base);
      if (value == null) {
        changed.removeProperties(Set.of(PROPERTY));
      } else {
        changed.setProperties(Map.of(PROPERTY, value));
      }
      try {
        operations.commit(base, changed.build());
        return;
      } catch (CommitFailedException e) {
        // Somebody else committed, perhaps only data: look again.
        last = e;
      }
    }
    throw last;
  }

  private void checkFree(Map<String, String> properties) {
    Optional<Held> held = Held.parse(properties.get(PROPERTY));
    if (held.isPresent() && !held.get().owner().equals(owner)) {
      Instant theirs = held.get().until();
      if (theirs.isAfter(clock.instant())) {
        throw new LockedException(held.get().owner(), theirs);
      }
    }
  }

  /** What the property says. */
  private record Held(String owner, Instant until) {
    static Optional<Held> parse(String value) {
      if (value == null) {
        return Optional.empty();
      }
      int space = value.indexOf(' ');
      try {
        long millis = Long.parseLong(value.substring(space + 1));
        return Optional.of(new Held(value.substring(0, Math.max(0, space)), millis));
      } catch (NumberFormatException e) {
        LOG.warn("The property {} is '{}', which is no lock", PROPERTY, value);
        return Optional.empty();
      }
    }

    Held(String owner, long untilMillis) {
      this(owner, Instant.ofEpochMilli(untilMillis));
    }
  }
}
