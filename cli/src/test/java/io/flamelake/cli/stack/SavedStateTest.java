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
    assertThat(SavedState.latest(state)).isEmpty();
  }

  @Test
  void theNewestOfCheckpointsAndSavepointsWins() throws IOException {
    metadata(state.checkpoints().resolve("job1/chk-3"), 1000);
    Path savepoint = metadata(state.savepoints().resolve("savepoint-1"), 2000);
    assertThat(SavedState.latest(state)).contains(savepoint);
    Path checkpoint = metadata(state.checkpoints().resolve("job2/chk-1"), 3000);
    assertThat(SavedState.latest(state)).contains(checkpoint);
  }

  @Test
  void oneThatIsNotCompleteDoesNotCount() throws IOException {
    Path complete = metadata(state.checkpoints().resolve("job/chk-1"), 1000);
    Files.createDirectories(state.checkpoints().resolve("job/chk-2"));
    assertThat(SavedState.latest(state)).contains(complete);
  }

  private static Path metadata(Path folder, long millis) throws IOException {
    Files.createDirectories(folder);
    Path file = Files.createFile(folder.resolve("_metadata"));
    Files.setLastModifiedTime(file, FileTime.fromMillis(millis));
    return folder;
  }
}
