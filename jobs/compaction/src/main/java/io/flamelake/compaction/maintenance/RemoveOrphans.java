package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.catalog.Tables;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.plan.NamedFiles;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.SupportsPrefixOperations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes old files below a table's folder that no metadata of it names: processes that were killed
 * left them. Files are listed first and the metadata is read then, so a file that is committed
 * meanwhile is known; one that is to be committed later must not be old yet.
 */
public final class RemoveOrphans implements Action {
  static final String NAME = "orphans";

  private static final Logger LOG = LoggerFactory.getLogger(RemoveOrphans.class);
  private static final int FILES_BETWEEN_CALLS = 1_000;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean concerns(TableDefinition table) {
    return true;
  }

  @Override
  public Duration interval(CompactionConfig config) {
    return config.orphans().interval();
  }

  @Override
  public boolean hasWork(TableWork work) {
    return isPossible(work);
  }

  @Override
  public List<String> plan(TableWork work) {
    if (!isPossible(work)) {
      return List.of();
    }
    return find(work).orphans().stream()
        .map(file -> "%s: %d bytes".formatted(file.location(), file.size()))
        .toList();
  }

  @Override
  public void run(TableWork work, Report report) {
    Found found = find(work);
    long bytes = 0;
    long deleted = 0;
    for (FileInfo file : found.orphans()) {
      work.progress().run();
      try {
        work.table().io().deleteFile(file.location());
        LOG.info("{}: deleted {}, which nothing names", work.table().name(), file.location());
        deleted++;
        bytes += file.size();
      } catch (RuntimeException e) {
        // Others may be deleted all the same.
        report.failed("can't delete %s: %s".formatted(file.location(), e.getMessage()));
      }
    }
    report.add(Counts.ofFiles(deleted, bytes, 0, 0));
    report.done(
        "%d files listed, %d of them old and named by nothing"
            .formatted(found.listed(), found.orphans().size()));
  }

  /** What was found. */
  private record Found(long listed, List<FileInfo> orphans) {}

  private static boolean isPossible(TableWork work) {
    return work.config().orphans().enabled()
        && work.table().io() instanceof SupportsPrefixOperations;
  }

  private static Found find(TableWork work) {
    checkNoOtherTableIsBelow(work);
    long before = work.clock().millis() - work.config().orphans().olderThan().toMillis();
    // A store lists by the beginnings of names: without the slash it would list samples_hourly too.
    String folder = folder(work.table());
    List<FileInfo> old = new ArrayList<>();
    long listed = 0;
    FileIO io = work.table().io();
    for (FileInfo file : ((SupportsPrefixOperations) io).listPrefix(folder)) {
      if (listed++ % FILES_BETWEEN_CALLS == 0) {
        work.progress().run();
      }
      if (file.createdAtMillis() < before && file.location().contains(folderPath(folder))) {
        old.add(file);
      }
    }
    work.table().refresh();
    NamedFiles named = NamedFiles.of(work.table(), work.progress());
    return new Found(
        listed, old.stream().filter(file -> !named.contains(file.location())).toList());
  }

  /** Its files would look like this one's orphans. */
  private static void checkNoOtherTableIsBelow(TableWork work) {
    String folder = folder(work.table());
    for (TableDefinition other : Tables.ALL) {
      boolean isOther = !other.name().equals(work.definition().name());
      if (isOther && work.lake().hasTable(other)) {
        String location = folder(work.lake().table(other));
        if (location.startsWith(folder)) {
          throw new IllegalStateException(
              "%s lies below %s, so nothing there is known to be an orphan"
                  .formatted(location, folder));
        }
      }
    }
  }

  private static String folder(Table table) {
    return table.location().replaceFirst("/+$", "") + "/";
  }

  /** Stores may spell the scheme in another way than the table does. */
  private static String folderPath(String folder) {
    return folder.replaceFirst("^[A-Za-z][A-Za-z0-9+.-]*:(//[^/]*)?", "");
  }
}
