package io.flamelake.compaction.job;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimitedSourceReader;

/** A number now and then, for ever; for one subtask. */
public final class TickSource extends NumberSequenceSource {
  private static final long serialVersionUID = 1L;

  private final Duration interval;

  /**
   * @param interval between two numbers
   */
  public TickSource(Duration interval) {
    super(0, Long.MAX_VALUE - 1);
    this.interval = interval;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
  }

  @Override
  public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext context) {
    return new RateLimitedSourceReader<>(super.createReader(context), this::pause);
  }

  /** Flink's own limiters leave a thread behind for each attempt of the job. */
  private CompletionStage<Void> pause() {
    return CompletableFuture.runAsync(
        () -> {},
        CompletableFuture.delayedExecutor(
            interval.toMillis(), TimeUnit.MILLISECONDS, Runnable::run));
  }
}
