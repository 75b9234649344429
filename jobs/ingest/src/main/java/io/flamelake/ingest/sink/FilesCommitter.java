package io.flamelake.ingest.sink;

import io.flamelake.ingest.operators.IngestMetric;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.Table;
import org.apache.iceberg.exceptions.ValidationException;
import org.apache.iceberg.flink.TableLoader;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.apache.iceberg.util.SnapshotUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends the files of each checkpoint to the table, once. A commit is repeated after a failure
 * that came before Flink knew of it; whether the table has it already is asked first, and again by
 * Iceberg on the very metadata that the new snapshot follows, so that not even a committer that was
 * thought dead can add the files a second time.
 */
final class FilesCommitter implements Committer<CheckpointFiles> {
  private static final Logger LOG = LoggerFactory.getLogger(FilesCommitter.class);

  private final TableLoader loader;
  private final Counter commits;
  private final Counter commitMillis;
  private Table table;

  FilesCommitter(TableLoader loader, MetricGroup metrics) {
    this.loader = loader;
    commits = IngestMetric.COMMITS.counter(metrics);
    commitMillis = IngestMetric.COMMIT_MILLIS.counter(metrics);
  }

  @Override
  public void commit(Collection<CommitRequest<CheckpointFiles>> requests) throws IOException {
    List<CommitRequest<CheckpointFiles>> inOrder = new ArrayList<>(requests);
    inOrder.sort(Comparator.comparingLong(request -> request.getCommittable().checkpointId()));
    for (CommitRequest<CheckpointFiles> request : inOrder) {
      long start = System.nanoTime();
      CheckpointFiles files = request.getCommittable();
      if (append(files)) {
        commits.inc();
        commitMillis.inc(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      } else {
        LOG.info("Checkpoint {} of {} was committed before", files.checkpointId(), files.jobId());
        request.signalAlreadyCommitted();
      }
      deleteManifests(files);
    }
  }

  /** Whether the files are in the table by this, and were not before. */
  private boolean append(CheckpointFiles files) throws IOException {
    refresh();
    CommitHistory.Answer answer = CommitHistory.find(files, ancestry());
    if (answer == CommitHistory.Answer.COMMITTED) {
      return false;
    }
    if (answer == CommitHistory.Answer.FORGOTTEN && wereCommitted(files)) {
      return false;
    }
    NotCommittedYet validator = new NotCommittedYet(files);
    AppendFiles append = table.newAppend();
    files.dataFiles(table.io(), table.specs()).forEach(append::appendFile);
    append
        .set(SinkUtil.FLINK_JOB_ID, files.jobId())
        .set(SinkUtil.OPERATOR_ID, files.operatorId())
        .set(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID, Long.toString(files.checkpointId()))
        .set(CommitHistory.COMMIT_ID, files.commitId())
        .validateWith(validator);
    try {
      append.commit();
    } catch (ValidationException e) {
      if (validator.found) {
        return false;
      }
      throw e;
    }
    return true;
  }

  private boolean wereCommitted(CheckpointFiles files) throws IOException {
    for (String path : files.manifestPaths()) {
      if (!table.io().newInputFile(path).exists()) {
        // It is deleted only once its files are committed.
        return true;
      }
    }
    List<DataFile> dataFiles = files.dataFiles(table.io(), table.specs());
    return CommitHistory.wereCommitted(table, dataFiles, ancestry());
  }

  /** Only a committer that gets anything to commit needs the table. */
  private void refresh() {
    if (table == null) {
      loader.open();
      table = loader.loadTable();
    } else {
      table.refresh();
    }
  }

  private Iterable<Snapshot> ancestry() {
    return SnapshotUtil.currentAncestors(table);
  }

  private void deleteManifests(CheckpointFiles files) throws IOException {
    for (String path : files.manifestPaths()) {
      try {
        table.io().deleteFile(path);
      } catch (RuntimeException e) {
        LOG.warn("Could not delete {}, which nothing needs any more", path, e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (table != null) {
      loader.close();
    }
  }

  /** Asked by Iceberg in every attempt, after a commit of somebody else too. */
  private static final class NotCommittedYet implements SnapshotAncestryValidator {
    private final CheckpointFiles files;
    private boolean found;

    NotCommittedYet(CheckpointFiles files) {
      this.files = files;
    }

    @Override
    public boolean validate(Iterable<Snapshot> ancestry) {
      found = CommitHistory.find(files, ancestry) == CommitHistory.Answer.COMMITTED;
      return !found;
    }

    @Override
    public String errorMessage() {
      return "commit %s is in the table".formatted(files.commitId());
    }
  }
}
