package io.flamelake.ingest.sink;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.io.FileIO;

/**
 * All files of one checkpoint: what is committed at once.
 *
 * @param commitId made anew for each, so that a snapshot tells which one it committed. Job and
 *     checkpoint would not do: their ids come again when a job with a fixed id starts over.
 * @param jobId of the job that wrote the files, which a job restored from its savepoint is not
 * @param createdMillis when, since 1970-01-01 UTC
 * @param manifests one for each partition spec
 */
record CheckpointFiles(
    String commitId,
    String jobId,
    String operatorId,
    long checkpointId,
    long createdMillis,
    List<Manifest> manifests) {

  List<DataFile> dataFiles(FileIO io, Map<Integer, PartitionSpec> specs) throws IOException {
    List<DataFile> files = new ArrayList<>();
    for (Manifest manifest : manifests) {
      files.addAll(manifest.dataFiles(io, specs));
    }
    return files;
  }

  /** Files that hold manifests. */
  List<String> manifestPaths() throws IOException {
    List<String> paths = new ArrayList<>();
    for (Manifest manifest : manifests) {
      if (!manifest.isInline()) {
        paths.add(manifest.path());
      }
    }
    return paths;
  }
}
