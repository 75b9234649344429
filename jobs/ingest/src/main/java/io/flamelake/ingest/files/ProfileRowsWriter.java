package io.flamelake.ingest.files;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.parquet.ParquetContext;
import io.flamelake.stacks.parquet.ParquetOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.PartitionKey;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.encryption.EncryptedOutputFile;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.io.OutputFileFactory;
import org.apache.iceberg.util.PropertyUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes profiles as rows of a table: Parquet files with the table's spec, properties and metrics,
 * as Iceberg's own writer makes them, but by column and without an object for a row. Rows of a
 * profile stay together, in the order of arrival. Not for several threads.
 */
public final class ProfileRowsWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ProfileRowsWriter.class);

  /**
   * Row groups are buffered in memory until they are full, one for each open file, so they are
   * smaller than Iceberg's default of 128 MiB; compaction makes large ones.
   */
  private static final String ROW_GROUP_BYTES = String.valueOf(16 << 20);

  private final ProfileRows kind;
  private final Table table;
  private final OutputFileFactory files;
  private final int maxOpen;
  private final TableColumns columns;
  private final PartitionKeys keys;
  private final ParquetContext parquet;
  private final long targetBytes;
  private final LinkedHashMap<PartitionKey, PartitionFile> open =
      new LinkedHashMap<>(16, 0.75f, true);
  private final List<DataFile> finished = new ArrayList<>();
  private long closedEarly;

  /**
   * Checks that the table takes what is written.
   *
   * @param subtask with {@code attempt} part of the names of files
   * @param maxOpen how many files are written at a time at most; each holds buffers
   * @throws IllegalArgumentException in one line that names what does not fit
   */
  public ProfileRowsWriter(ProfileRows kind, Table table, int subtask, int attempt, int maxOpen) {
    this.kind = kind;
    this.table = table;
    this.maxOpen = maxOpen;
    columns = TableColumns.of(table, kind.definition());
    keys = new PartitionKeys(table, columns);
    parquet = new ParquetContext(table.schema(), options(table), MetricsConfig.forTable(table));
    targetBytes =
        PropertyUtil.propertyAsLong(
            table.properties(),
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES,
            TableProperties.WRITE_TARGET_FILE_SIZE_BYTES_DEFAULT);
    files =
        OutputFileFactory.builderFor(table, subtask, attempt)
            .format(FileFormat.PARQUET)
            .ioSupplier(table::io)
            .defaultSpec(table.spec())
            .build();
  }

  /**
   * The same check without writing anything.
   *
   * @throws IllegalArgumentException in one line that names what does not fit
   */
  public static void check(ProfileRows kind, Table table) {
    PartitionKeys.check(table, TableColumns.of(table, kind.definition()));
    options(table);
  }

  /**
   * Writes the rows of a profile.
   *
   * @return how many
   */
  public int write(SeriesProfile profile) throws IOException {
    int rows = kind.rows(profile);
    if (rows > 0) {
      PartitionKey key = keys.of(profile);
      PartitionFile file = file(key);
      file.write(profile, rows);
      if (file.reached(targetBytes)) {
        open.remove(key);
        finished.add(file.finish());
      }
    }
    return rows;
  }

  /** Finishes all files and gives them away. */
  public List<DataFile> complete() throws IOException {
    while (!open.isEmpty()) {
      finishEldest();
    }
    List<DataFile> done = List.copyOf(finished);
    finished.clear();
    return done;
  }

  /** How many files were closed because too many partitions were being written. */
  public long closedEarly() {
    return closedEarly;
  }

  /** Deletes whatever was not given away, and ends the writer. */
  public void abort() {
    for (PartitionFile file : open.values()) {
      try {
        file.close();
      } catch (IOException | RuntimeException e) {
        LOG.warn("Could not close {}, which is given up", file.location(), e);
      }
      delete(file.location());
    }
    open.clear();
    finished.forEach(file -> delete(file.location()));
    finished.clear();
    parquet.close();
  }

  private PartitionFile file(PartitionKey key) throws IOException {
    PartitionFile file = open.get(key);
    if (file == null) {
      if (open.size() >= maxOpen) {
        finishEldest();
        closedEarly++;
      }
      PartitionKey kept = key.copy();
      file = create(kept);
      open.put(kept, file);
    }
    return file;
  }

  /** The file that was written to longest ago: iteration follows access. */
  private void finishEldest() throws IOException {
    Iterator<PartitionFile> eldest = open.values().iterator();
    PartitionFile file = eldest.next();
    finished.add(file.finish());
    eldest.remove();
  }

  private PartitionFile create(PartitionKey partition) throws IOException {
    EncryptedOutputFile file =
        table.spec().isUnpartitioned()
            ? files.newOutputFile()
            : files.newOutputFile(table.spec(), partition);
    return new PartitionFile(
        file.encryptingOutputFile().location(),
        new DataWriter<>(
            kind.file(parquet.file(file), columns),
            FileFormat.PARQUET,
            file.encryptingOutputFile().location(),
            table.spec(),
            partition,
            file.keyMetadata()));
  }

  private static ParquetOptions options(Table table) {
    Map<String, String> properties = new HashMap<>(table.properties());
    properties.putIfAbsent(TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, ROW_GROUP_BYTES);
    return new ParquetOptions(properties);
  }

  private void delete(String location) {
    try {
      table.io().deleteFile(location);
    } catch (RuntimeException e) {
      LOG.warn("Could not delete {}, which no snapshot will name", location, e);
    }
  }
}
