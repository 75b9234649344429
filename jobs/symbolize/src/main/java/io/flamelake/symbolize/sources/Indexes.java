package io.flamelake.symbolize.sources;

import java.io.Closeable;
import java.util.concurrent.CompletableFuture;

/**
 * The indexes of all builds, loaded when they are asked for: from memory, else from the first
 * source that has the build.
 *
 * <p>However many ask for a build at once, it is loaded once; who stops waiting does not stop the
 * load. Any number of threads may ask.
 */
public final class Indexes implements Closeable {
  /**
   * Gets the index of a build.
   *
   * @param buildId as the profile has it
   * @return a future that never fails and is never cancelled by this class; it is complete already
   *     if the answer is in memory. Stages added to it run on the thread that loaded the index:
   *     they must not block
   */
  public CompletableFuture<IndexAnswer> get(String buildId) {
    throw new UnsupportedOperationException("not yet: " + buildId);
  }

  /**
   * Forgets what is in memory of a build, be it an index or that it was not found, so that the next
   * {@link #get} asks the sources. A load that is under way is not joined by later callers.
   */
  public void refresh(String buildId) {
    throw new UnsupportedOperationException("not yet: " + buildId);
  }

  /** Answers those who still wait with {@link Unavailable#CLOSED} and ends the threads. */
  @Override
  public void close() {}
}
