package io.flamelake.symbolize.operators;

import io.flamelake.symbolize.index.TextCache;
import io.flamelake.symbolize.sources.IndexAnswer;
import java.util.concurrent.CompletableFuture;

/** The indexes of builds as operators ask for them. */
public interface BuildIndexes extends AutoCloseable {

  /** Gets the index of a build; the future never fails. Stages added to it must not block. */
  CompletableFuture<IndexAnswer> get(String buildId);

  /**
   * Forgets what is in memory of a build that has new files, so that the next {@link #get} asks the
   * sources.
   */
  void refresh(String buildId);

  /**
   * Forgets what is in memory of a build, so that the next {@link #get} asks the sources unless
   * they are being asked.
   */
  void forget(String buildId);

  /** Texts of these indexes, for all who ask here. */
  TextCache texts();

  @Override
  void close();
}
