package io.flamelake.symbolize.store;

import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs, detached files and their indexes by build id, in a folder of any file system that Flink
 * knows: local, S3 and others. Any number of processes may read and write it at once; it has no
 * state but its files, and needs no server.
 *
 * <pre>
 * v1/ab/[build id]/executable, debuginfo    as uploaded
 * v1/ab/[build id]/index-...                the index of these two, written last
 * </pre>
 */
public final class DebuginfoStore {
  private DebuginfoStore() {}

  /**
   * Opens a store; it is made by the first file.
   *
   * @param root the folder, with a scheme unless it is local: {@code s3://bucket/debuginfo}
   * @throws IOException if no file system of that scheme is there
   */
  public static DebuginfoStore open(URI root, StoreLimits limits) throws IOException {
    throw new UnsupportedOperationException("not yet: " + root + limits);
  }

  /**
   * Stores a file under its build id, and makes the index of all files of that build. Doing it
   * again changes nothing. Of two files of one build and kind the longer one stays: stripping
   * shortens.
   *
   * @throws io.flamelake.symbolize.MalformedFileException in one sentence if the file is none of
   *     ELF, has neither code nor a build id, or goes beyond a limit. Nothing is stored then
   */
  public StoredFile put(Path file) throws IOException {
    throw new UnsupportedOperationException("not yet: " + file);
  }

  /**
   * The index of a build; made anew if it is missing, damaged, or of another version.
   *
   * @param buildId any of the build ids of a program
   * @return null if the store has no file of the build
   * @throws io.flamelake.symbolize.MalformedFileException if its files can't be read
   */
  public SymbolIndex index(String buildId) throws IOException {
    throw new UnsupportedOperationException("not yet: " + buildId);
  }

  /** All builds, in the order of their build ids. */
  public List<StoredBuild> list() throws IOException {
    throw new UnsupportedOperationException("not yet");
  }

  /** What there is of a build, by any of its build ids; null if there is nothing. */
  public StoredBuild inspect(String buildId) throws IOException {
    throw new UnsupportedOperationException("not yet: " + buildId);
  }
}
