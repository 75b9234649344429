package io.flamelake.ingest.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.CatalogOptions;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.ingest.files.ProfileRows;
import io.flamelake.ingest.files.ProfileRowsWriter;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.RandomSeries;
import io.flamelake.stacks.testing.LocalLake;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.flink.api.connector.sink2.Committer.CommitRequest;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.flink.TableLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesCommitterTest {
  @TempDir private Path folder;
  private LocalLake lake;
  private Table table;

  @BeforeEach
  void createTables() {
    lake = new LocalLake(folder);
    table = lake.table(SamplesTable.DEFINITION);
  }

  @AfterEach
  void close() {
    lake.close();
  }

  @Test
  void commitsOnceWhateverIsAskedAgain() throws Exception {
    CheckpointFiles first = files(1);
    CheckpointFiles second = files(2);
    assertThat(commit(first)).isFalse();
    assertThat(commit(second)).isFalse();

    assertThat(commit(first)).isTrue();
    assertThat(commit(second)).isTrue();
    assertThat(table().snapshots()).hasSize(2);
  }

  @Test
  void commitsTheSameCheckpointOfAJobThatStartedOverWithItsOldId() throws Exception {
    commit(files(7));
    commit(files(7));
    commit(files(1));

    assertThat(table().snapshots()).hasSize(3);
  }

  @Test
  void knowsAFormerCommitThoughItsSnapshotIsExpired() throws Exception {
    CheckpointFiles old = files(1);
    commit(old);
    commit(files(2));
    expireAllButTheLast();

    assertThat(commit(old)).isTrue();
    assertThat(table().snapshots()).hasSize(1);
  }

  @Test
  void knowsAFormerCommitThoughItsFilesAreGoneWithItsSnapshot() throws Exception {
    CheckpointFiles old = files(1);
    commit(old);
    commit(files(2));
    old.dataFiles(table.io(), table.specs())
        .forEach(file -> table().newDelete().deleteFile(file).commit());
    expireAllButTheLast();

    assertThat(commit(old)).isTrue();
  }

  @Test
  void commitsWhatNobodyCommittedThoughSnapshotsAreExpired() throws Exception {
    CheckpointFiles late = files(1);
    commit(files(2));
    commit(files(3));
    expireAllButTheLast();

    assertThat(commit(late)).isFalse();
    assertThat(table().snapshots()).hasSize(2);
  }

  @Test
  void commitsOnceThoughSeveralCommittersTryAtTheSameTime() throws Exception {
    CheckpointFiles same = files(1);
    int committers = 4;
    CountDownLatch ready = new CountDownLatch(committers);
    ExecutorService threads = Executors.newFixedThreadPool(committers);
    List<Future<Boolean>> already =
        threads.invokeAll(
            java.util.Collections.nCopies(
                committers,
                () -> {
                  ready.countDown();
                  ready.await();
                  return commit(same);
                }));
    threads.shutdown();

    int first = 0;
    for (Future<Boolean> result : already) {
      first += result.get() ? 0 : 1;
    }
    assertThat(first).isOne();
    assertThat(table().snapshots()).hasSize(1);
  }

  @Test
  void commitsBesideOthersThatCommitToTheTable() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    Future<?> other =
        threads.submit(
            () -> {
              for (int i = 0; i < 10; i++) {
                table().newFastAppend().appendFile(writeFile().get(0)).commit();
              }
              return null;
            });
    for (int checkpoint = 0; checkpoint < 10; checkpoint++) {
      assertThat(commit(files(checkpoint))).isFalse();
    }
    other.get();
    threads.shutdown();

    assertThat(table().snapshots()).hasSize(20);
  }

  @Test
  void readsWhatItSerialized() throws Exception {
    CheckpointFiles files = files(9);
    CheckpointFilesSerializer serializer = new CheckpointFilesSerializer();
    CheckpointFiles read = serializer.deserialize(1, serializer.serialize(files));

    assertThat(read.commitId()).isEqualTo(files.commitId());
    assertThat(read).usingRecursiveComparison().isEqualTo(files);
    assertThat(read.dataFiles(table.io(), table.specs()))
        .extracting(DataFile::location)
        .containsExactlyElementsOf(
            files.dataFiles(table.io(), table.specs()).stream().map(DataFile::location).toList());
  }

  private Table table() {
    return lake.table(SamplesTable.DEFINITION);
  }

  private void expireAllButTheLast() {
    table().expireSnapshots().expireOlderThan(System.currentTimeMillis()).retainLast(1).commit();
    assertThat(table().snapshots()).hasSize(1);
  }

  private List<DataFile> writeFile() throws IOException {
    ProfileRowsWriter writer = new ProfileRowsWriter(ProfileRows.SAMPLES, table, 0, 0, 10);
    SeriesProfile profile = new RandomSeries(1).next("a", 1_795_176_000L, 50);
    writer.write(profile);
    return writer.complete();
  }

  private CheckpointFiles files(long checkpointId) throws IOException {
    return new CheckpointFiles(
        UUID.randomUUID().toString(),
        "00000000000000000000000000000000",
        "operator",
        checkpointId,
        System.currentTimeMillis(),
        List.of(Manifest.inline(table.spec(), writeFile())));
  }

  /** Whether they were committed before. */
  private boolean commit(CheckpointFiles files) throws Exception {
    Request request = new Request(files);
    try (FilesCommitter committer = new FilesCommitter(loader(), new UnregisteredMetricsGroup())) {
      committer.commit(List.of(request));
    }
    return request.already;
  }

  private TableLoader loader() {
    return TableLoader.fromCatalog(
        CatalogOptions.from(lake.configuration(Map.of())).loader(),
        TableIdentifier.of("profiles", SamplesTable.DEFINITION.name()));
  }

  /** Of Flink only what the committer may do. */
  private static final class Request implements CommitRequest<CheckpointFiles> {
    private final CheckpointFiles files;
    private boolean already;

    Request(CheckpointFiles files) {
      this.files = files;
    }

    @Override
    public CheckpointFiles getCommittable() {
      return files;
    }

    @Override
    public int getNumberOfRetries() {
      return 0;
    }

    @Override
    public void signalFailedWithKnownReason(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
      throw new AssertionError(t);
    }

    @Override
    public void retryLater() {
      throw new AssertionError("it never asks for a retry");
    }

    @Override
    public void updateAndRetryLater(CheckpointFiles changed) {
      throw new AssertionError("it never asks for a retry");
    }

    @Override
    public void signalAlreadyCommitted() {
      already = true;
    }
  }
}
