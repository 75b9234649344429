package io.flamelake.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedStateTest {
  @TempDir Path folder;
  private StateFolder state;

  @BeforeEach
  void hasAStateFolder() {
    state = new StateFolder(folder);
  }

  @Test
  void aNewStackHasNone() {
    assertThat(SavedState.latest(state, JobName.INGEST)).isEmpty();
  }

  @Test
  void theNewestOfCheckpointsAndSavepointsWins() throws IOException {
    metadata(state.checkpoints(JobName.INGEST).resolve("job1/chk-3"), 1000);
    Path savepoint = metadata(state.savepoints(JobName.INGEST).resolve("savepoint-1"), 2000);
    assertThat(SavedState.latest(state, JobName.INGEST)).contains(savepoint);
    Path checkpoint = metadata(state.checkpoints(JobName.INGEST).resolve("job2/chk-1"), 3000);
    assertThat(SavedState.latest(state, JobName.INGEST)).contains(checkpoint);
  }

  @Test
  void oneThatIsNotCompleteDoesNotCount() throws IOException {
    Path complete = metadata(state.checkpoints(JobName.INGEST).resolve("job/chk-1"), 1000);
    Files.createDirectories(state.checkpoints(JobName.INGEST).resolve("job/chk-2"));
    assertThat(SavedState.latest(state, JobName.INGEST)).contains(complete);
  }

  @Test
  void eachJobHasItsOwn() throws IOException {
    metadata(state.checkpoints(JobName.INGEST).resolve("job/chk-1"), 1000);
    assertThat(SavedState.latest(state, JobName.SYMBOLIZE)).isEmpty();
    Path own = metadata(state.savepoints(JobName.SYMBOLIZE).resolve("savepoint-1"), 500);
    assertThat(SavedState.latest(state, JobName.SYMBOLIZE)).contains(own);
  }

  private static Path metadata(Path folder, long millis) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createFile(folder.resolve("_metadata"));
    Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    return folder;
  }
}
