package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.store.FileKind;
import java.io.IOException;
import java.nio.file.Path;

/** Somewhere files of builds come from. */
public interface FileFinder {
  /**
   * Finds a file.
   *
   * @param buildId a normalized build id
   * @param kind which file of the build; a program with all its debugging information may be given
   *     for both
   * @param folder where the file may be put; whoever asks clears it
   * @return the file; null if there is none
   * @throws io.flamelake.symbolize.MalformedFileException if there is one that can't be used
   * @throws IOException if it could not be looked for
   */
  Path find(String buildId, FileKind kind, Path folder) throws IOException, InterruptedException;
}
