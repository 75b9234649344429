package io.flamelake.compaction.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;

/**
 * Into which manifests the entries of small ones go: neighbouring days stand together, as many as
 * make a manifest of the wanted size. Small manifests have less than half of it, so there are at
 * most half as many afterwards, and one of them is small.
 */
public final class ManifestClusters {
  private final Table table;
  private final long targetBytes;
  private final Map<String, Integer> clusters = new HashMap<>();
  private int last;

  private ManifestClusters(Table table, long targetBytes) {
    this.table = table;
    this.targetBytes = targetBytes;
  }

  /** How many small manifests of data files the current snapshot has. */
  public static int countSmall(Table table, long targetBytes) {
    Snapshot snapshot = table.currentSnapshot();
    return snapshot == null
        ? 0
        : (int)
            snapshot.dataManifests(table.io()).stream()
                .filter(manifest -> isSmall(manifest, targetBytes))
                .count();
  }

  /** Reads the small manifests of the current snapshot. */
  public static ManifestClusters read(Table table, long targetBytes) {
    ManifestClusters clusters = new ManifestClusters(table, targetBytes);
    TreeMap<String, Long> bytes = new TreeMap<>();
    for (ManifestFile manifest : table.currentSnapshot().dataManifests(table.io())) {
      if (clusters.takes(manifest)) {
        clusters.weigh(manifest, bytes);
      }
    }
    long inCluster = 0;
    for (Map.Entry<String, Long> first : bytes.entrySet()) {
      if (inCluster >= targetBytes) {
        clusters.last++;
        inCluster = 0;
      }
      inCluster += first.getValue();
      clusters.clusters.put(first.getKey(), clusters.last);
    }
    return clusters;
  }

  /** Whether a manifest's entries are among them. */
  public boolean takes(ManifestFile manifest) {
    return isSmall(manifest, targetBytes);
  }

  /** The cluster of a file. */
  public int of(DataFile file) {
    return clusters.getOrDefault(first(file), last);
  }

  private void weigh(ManifestFile manifest, Map<String, Long> bytes) {
    int entries = manifest.addedFilesCount() + manifest.existingFilesCount();
    long ofEntry = manifest.length() / Math.max(1, entries);
    try (ManifestReader<DataFile> files = ManifestFiles.read(manifest, table.io(), table.specs())) {
      for (DataFile file : files) {
        bytes.merge(first(file), ofEntry, Long::sum);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first partition field, which is a day in most tables. */
  private String first(DataFile file) {
    return table.specs().get(file.specId()).partitionToPath(file.partition()).split("/", 2)[0];
  }

  private static boolean isSmall(ManifestFile manifest, long targetBytes) {
    return manifest.length() < targetBytes / 2;
  }
}
