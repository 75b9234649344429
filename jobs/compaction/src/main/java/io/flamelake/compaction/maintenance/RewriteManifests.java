package io.flamelake.compaction.maintenance;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.plan.ManifestClusters;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.util.PropertyUtil;

/** Makes few large manifests of many small ones, so that queries have less to open. */
public final class RewriteManifests implements Action {
  @Override
  public String name() {
    return "manifests";
  }

  @Override
  public boolean concerns(TableDefinition table) {
    return true;
  }

  @Override
  public List<String> plan(TableWork work) {
    int small = ManifestClusters.countSmall(work.table(), targetBytes(work));
    return small < work.config().running().smallManifests()
        ? List.of()
        : List.of("%d small manifests".formatted(small));
  }

  @Override
  public void run(TableWork work, Report report) {
    ManifestClusters clusters = ManifestClusters.read(work.table(), targetBytes(work));
    try {
      work.table().rewriteManifests().clusterBy(clusters::of).rewriteIf(clusters::takes).commit();
    } catch (ValidationException | CommitFailedException e) {
      report.conflict(e.getMessage());
      return;
    }
    Map<String, String> summary = work.table().currentSnapshot().summary();
    report.done(
        "%s manifests became %s"
            .formatted(summary.get("manifests-replaced"), summary.get("manifests-created")));
  }

  private static long targetBytes(TableWork work) {
    return PropertyUtil.propertyAsLong(
        work.table().properties(),
        TableProperties.MANIFEST_TARGET_SIZE_BYTES,
        TableProperties.MANIFEST_TARGET_SIZE_BYTES_DEFAULT);
  }
}
