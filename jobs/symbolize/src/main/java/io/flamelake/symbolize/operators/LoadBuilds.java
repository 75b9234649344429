package io.flamelake.symbolize.operators;

import io.flamelake.symbolize.BuildId;
import io.flamelake.symbolize.sources.IndexAnswer;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In: builds whose index may be there now. Out: those of them whose index could be loaded, by their
 * normalised build id.
 */
public final class LoadBuilds extends RichAsyncFunction<UploadedBuild, LoadedBuild> {
  private static final Logger LOG = LoggerFactory.getLogger(LoadBuilds.class);
  private static final long FIRST_PAUSE_SECONDS = 5;
  private static final long LAST_PAUSE_SECONDS = 160;
  private static final long NEVER = Long.MAX_VALUE;
  private static final long serialVersionUID = 1L;

  private final BuildIndexesFactory factory;
  private final boolean uploaded;
  private transient BuildIndexes indexes;
  private transient volatile boolean closed;

  /**
   * Makes one.
   *
   * @param uploaded whether the builds have new files; else they are only asked for again, and will
   *     be once more if need be
   */
  public LoadBuilds(BuildIndexesFactory factory, boolean uploaded) {
    this.factory = factory;
    this.uploaded = uploaded;
  }

  @Override
  public void open(OpenContext context) throws IOException {
    indexes = factory.open(null);
  }

  @Override
  public void asyncInvoke(UploadedBuild build, ResultFuture<LoadedBuild> result) {
    String buildId = BuildId.normalized(build.buildId());
    if (buildId == null) {
      LOG.warn("'{}' is not a build id; nothing is looked up for it", build.buildId());
      result.complete(List.of(new LoadedBuild(build.buildId(), 0, false, "invalid_build_id")));
      return;
    }
    if (uploaded) {
      indexes.refresh(buildId);
    }
    load(buildId, uploaded ? FIRST_PAUSE_SECONDS : NEVER, result);
  }

  /** A source that can't be asked must not make an upload go unnoticed. */
  private void load(String buildId, long pauseSeconds, ResultFuture<LoadedBuild> result) {
    indexes.forget(buildId);
    indexes
        .get(buildId)
        .thenAccept(
            answer -> {
              boolean again = !answer.isFound() && answer.reason().isTransient() && !closed;
              if (again && pauseSeconds <= LAST_PAUSE_SECONDS) {
                CompletableFuture.delayedExecutor(pauseSeconds, TimeUnit.SECONDS)
                    .execute(() -> load(buildId, 2 * pauseSeconds, result));
              } else {
                result.complete(List.of(loaded(buildId, answer)));
              }
            });
  }

  @Override
  public void timeout(UploadedBuild build, ResultFuture<LoadedBuild> result) {
    result.complete(List.of(new LoadedBuild(build.buildId(), 0, false, "timeout")));
  }

  private static LoadedBuild loaded(String buildId, IndexAnswer answer) {
    if (!answer.isFound()) {
      LOG.info("Build {} can't be used: {}", buildId, answer.message());
      return new LoadedBuild(buildId, 0, false, answer.reason().code());
    }
    return new LoadedBuild(buildId, System.currentTimeMillis(), true, "");
  }

  @Override
  public void close() {
    closed = true;
    if (indexes != null) {
      indexes.close();
    }
  }
}
