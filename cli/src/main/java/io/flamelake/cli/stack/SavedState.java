package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the savepoint or checkpoint that a job must go on from. */
final class SavedState {
  // checkpoints/JOB/chk-N/_metadata, savepoints/savepoint-X/_metadata
  private static final int DEPTH = 3;

  private SavedState() {}

  /**
   * The newest complete one. Flink writes {@code _metadata} last, so that a folder with it is
   * complete.
   */
  static Optional<Path> latest(StateFolder state, JobName job) {
    return Stream.of(state.checkpoints(job), state.savepoints(job))
        .flatMap(folder -> newest(folder).stream())
        .max(Comparator.comparing(SavedState::modified))
        .map(Path::getParent);
  }

  private static Optional<Path> newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files
          .filter(file -> file.endsWith("_metadata"))
          .max(Comparator.comparing(SavedState::modified));
    } catch (IOException e) {
      throw CommandException.failed("can't list " + folder + ": " + e.getMessage(), e);
    }
  }

  private static FileTime modified(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      // Deleted in between: an older one.
      return FileTime.fromMillis(0);
    }
  }
}
