package io.flamelake.compaction.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.iceberg.ContentFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ManifestReader;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;

/** Every file that a table's metadata names, of all its snapshots. */
public final class NamedFiles {
  /** Catalogs in a file system begin with it. */
  private static final String HINT = "/version-hint.text";

  private static final String METADATA = ".metadata.json";

  private final Set<String> paths = new HashSet<>();
  private boolean metadataIsKnown;

  private NamedFiles() {}

  /**
   * Reads the table's metadata as it was when the table was last refreshed.
   *
   * @param progress called now and then
   */
  public static NamedFiles of(Table table, Runnable progress) {
    NamedFiles named = new NamedFiles();
    TableMetadata metadata = ((HasTableOperations) table).operations().current();
    named.metadataIsKnown = metadata.metadataFileLocation() != null;
    if (named.metadataIsKnown) {
      named.add(metadata.metadataFileLocation());
    }
    metadata.previousFiles().forEach(file -> named.add(file.file()));
    metadata.statisticsFiles().forEach(file -> named.add(file.path()));
    metadata.partitionStatisticsFiles().forEach(file -> named.add(file.path()));
    Set<String> read = new HashSet<>();
    for (Snapshot snapshot : metadata.snapshots()) {
      if (snapshot.manifestListLocation() != null) {
        named.add(snapshot.manifestListLocation());
      }
      for (ManifestFile manifest : snapshot.allManifests(table.io())) {
        if (read.add(manifest.path())) {
          progress.run();
          named.add(manifest.path());
          named.addFiles(table, manifest);
        }
      }
    }
    return named;
  }

  /** Whether a file must stay. */
  public boolean contains(String location) {
    String path = path(location);
    return paths.contains(path)
        || path.endsWith(HINT)
        || (!metadataIsKnown && path.endsWith(METADATA));
  }

  private void addFiles(Table table, ManifestFile manifest) {
    try (ManifestReader<? extends ContentFile<?>> files = reader(table, manifest)) {
      for (ContentFile<?> file : files) {
        add(file.location());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ManifestReader<? extends ContentFile<?>> reader(
      Table table, ManifestFile manifest) {
    List<String> columns = List.of("file_path");
    return manifest.content() == ManifestContent.DELETES
        ? ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs()).select(columns)
        : ManifestFiles.read(manifest, table.io(), table.specs()).select(columns);
  }

  private void add(String location) {
    paths.add(path(location));
  }

  /**
   * Without scheme and host, for one store goes by several of both: a file that only looks alike
   * stays, which does no harm.
   */
  static String path(String location) {
    return location.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*:(//[^/]*)?", "").replaceAll("/+", "/");
  }
}
