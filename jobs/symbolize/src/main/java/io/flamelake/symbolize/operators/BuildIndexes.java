package io.flamelake.symbolize.operators;

import io.flamelake.symbolize.sources.IndexAnswer;
import java.util.concurrent.CompletableFuture;

/** The indexes of builds as operators ask for them. */
public interface BuildIndexes extends AutoCloseable {

  /** Gets the index of a build; the future never fails. Stages added to it must not block. */
  CompletableFuture<IndexAnswer> get(String buildId);

  /** Forgets what is in memory of a build, so that the next {@link #get} asks the sources. */
  void refresh(String buildId);

  @Override
  void close();
}
