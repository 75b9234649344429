package io.flamelake.ingest.testing;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** A JDBC catalog whose commits to {@code samples} can be held up. */
public final class HeldCatalog extends JdbcCatalog {
  private static final AtomicInteger WAITING = new AtomicInteger();
  private static volatile CountDownLatch released = new CountDownLatch(0);

  /** From now on commits wait. */
  public static void hold() {
    released = new CountDownLatch(1);
  }

  /** Lets all go on. */
  public static void release() {
    released.countDown();
  }

  /** How many commits wait now. */
  public static int waiting() {
    return WAITING.get();
  }

  @Override
  protected TableOperations newTableOps(TableIdentifier identifier) {
    TableOperations operations = super.newTableOps(identifier);
    return identifier.name().equals("samples") ? new HeldOperations(operations) : operations;
  }

  private record HeldOperations(TableOperations operations) implements TableOperations {
    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      WAITING.incrementAndGet();
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the commit was held", e);
      } finally {
        WAITING.decrementAndGet();
      }
      operations.commit(base, metadata);
    }

    @Override
    public TableMetadata current() {
      return operations.current();
    }

    @Override
    public TableMetadata refresh() {
      return operations.refresh();
    }

    @Override
    public FileIO io() {
      return operations.io();
    }

    @Override
    public EncryptionManager encryption() {
      return operations.encryption();
    }

    @Override
    public String metadataFileLocation(String fileName) {
      return operations.metadataFileLocation(fileName);
    }

    @Override
    public LocationProvider locationProvider() {
      return operations.locationProvider();
    }

    @Override
    public TableOperations temp(TableMetadata uncommittedMetadata) {
      return operations.temp(uncommittedMetadata);
    }

    @Override
    public long newSnapshotId() {
      return operations.newSnapshotId();
    }

    @Override
    public boolean requireStrictCleanup() {
      return operations.requireStrictCleanup();
    }
  }
}
