package io.flamelake.compaction.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.CloseableIterable;

/**
 * What a table has at one moment.
 *
 * @param snapshotId the current snapshot
 * @param sequenceNumber its number: deletes with a higher one came later
 * @param files every data file, with the deletes that apply to it
 * @param idleDeletes delete files that apply to nothing
 * @param commitMillis when each snapshot that is still known was committed, by its number
 */
public record TableFiles(
    long snapshotId,
    long sequenceNumber,
    List<FileScanTask> files,
    List<DeleteFile> idleDeletes,
    Map<Long, Long> commitMillis) {

  /**
   * Reads the metadata of the current snapshot.
   *
   * @return null if there is none yet
   */
  public static TableFiles read(Table table) {
    Snapshot snapshot = table.currentSnapshot();
    if (snapshot == null) {
      return null;
    }
    List<FileScanTask> files = new ArrayList<>();
    try (CloseableIterable<FileScanTask> tasks =
        table.newScan().useSnapshot(snapshot.snapshotId()).planFiles()) {
      tasks.forEach(files::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<Long, Long> commitMillis = new HashMap<>();
    table.snapshots().forEach(s -> commitMillis.put(s.sequenceNumber(), s.timestampMillis()));
    return new TableFiles(
        snapshot.snapshotId(),
        snapshot.sequenceNumber(),
        files,
        idleDeletes(table, snapshot, files),
        commitMillis);
  }

  /** When a file came into the table; 0 if that is so long ago that its snapshot has expired. */
  long addedMillis(ContentFile<?> file) {
    Long number = file.fileSequenceNumber();
    return number == null ? 0 : commitMillis.getOrDefault(number, 0L);
  }

  private static List<DeleteFile> idleDeletes(
      Table table, Snapshot snapshot, List<FileScanTask> files) {
    Set<String> needed = new HashSet<>();
    files.forEach(task -> task.deletes().forEach(file -> needed.add(file.location())));
    List<DeleteFile> idle = new ArrayList<>();
    for (ManifestFile manifest : snapshot.deleteManifests(table.io())) {
      try (CloseableIterable<DeleteFile> deletes =
          ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
        for (DeleteFile file : deletes) {
          if (!needed.contains(file.location())) {
            idle.add(file);
          }
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return idle;
  }
}
