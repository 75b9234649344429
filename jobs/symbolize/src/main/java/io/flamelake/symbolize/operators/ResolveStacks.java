package io.flamelake.symbolize.operators;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.symbolize.resolve.Resolution;
import io.flamelake.symbolize.resolve.StackResolver;
import io.flamelake.symbolize.resolve.Unresolved;
import io.flamelake.symbolize.sources.IndexAnswer;
import io.flamelake.symbolize.sources.Unavailable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In: stacks. Out: each of them with the functions of those of its builds whose index comes in
 * time.
 */
public final class ResolveStacks extends RichAsyncFunction<StackToResolve, ResolvedStack> {
  private static final Logger LOG = LoggerFactory.getLogger(ResolveStacks.class);
  private static final long serialVersionUID = 1L;

  private final BuildIndexesFactory factory;
  private final long timeoutMillis;
  private transient BuildIndexes indexes;
  private transient Refreshes refreshes;
  private transient Waits waits;
  private transient StackResolver resolver;

  /**
   * Makes one.
   *
   * @param timeout how long to wait for an index
   */
  public ResolveStacks(BuildIndexesFactory factory, Duration timeout) {
    this.factory = factory;
    this.timeoutMillis = timeout.toMillis();
  }

  @Override
  public void open(OpenContext context) throws IOException {
    indexes = factory.open(getRuntimeContext().getMetricGroup());
    refreshes = new Refreshes();
    waits = new Waits(TimeUnit.MILLISECONDS.toNanos(timeoutMillis));
    resolver = new StackResolver(indexes.texts());
  }

  @Override
  public void asyncInvoke(StackToResolve given, ResultFuture<ResolvedStack> result) {
    long start = System.nanoTime();
    if (given.buildId() != null && refreshes.isDue(given.buildId(), given.uploadedAt())) {
      indexes.refresh(given.buildId());
      waits.forget(given.buildId());
    }
    List<CompletableFuture<IndexAnswer>> answers = new ArrayList<>();
    int cached = 0;
    for (String buildId : given.stack().buildIds()) {
      CompletableFuture<IndexAnswer> answer = indexes.get(buildId);
      cached += answer.isDone() ? 1 : 0;
      answers.add(inTime(buildId, answer));
    }
    int inMemory = cached;
    CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
        .whenComplete((nothing, error) -> complete(given, answers, inMemory, start, result));
  }

  /** The answer, or that it did not come; who else waits for it goes on waiting. */
  private CompletableFuture<IndexAnswer> inTime(
      String buildId, CompletableFuture<IndexAnswer> answer) {
    if (answer.isDone()) {
      waits.came(buildId, answer.join());
      return answer;
    }
    long left = waits.left(buildId, System.nanoTime());
    IndexAnswer late =
        IndexAnswer.unavailable(Unavailable.TIMEOUT, "no index within " + timeoutMillis + " ms");
    return left == 0
        ? CompletableFuture.completedFuture(late)
        : answer.copy().completeOnTimeout(late, left, TimeUnit.NANOSECONDS);
  }

  private void complete(
      StackToResolve given,
      List<CompletableFuture<IndexAnswer>> answers,
      int cached,
      long start,
      ResultFuture<ResolvedStack> result) {
    Resolution resolution =
        resolve(
            given.stack(),
            answers.stream().map(CompletableFuture::join).toArray(IndexAnswer[]::new));
    long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
    result.complete(
        List.of(
            new ResolvedStack(
                given,
                resolution.stack(),
                resolution.resolved(),
                resolution.unresolved(),
                cached,
                micros)));
  }

  /**
   * Comes from the task's thread and from those that load indexes. An index that nobody foresaw
   * must not stop the job again and again.
   */
  private Resolution resolve(StackDefinition stack, IndexAnswer[] answers) {
    try {
      synchronized (resolver) {
        return resolver.resolve(stack, answers);
      }
    } catch (RuntimeException e) {
      LOG.error(
          "Stack {} of service {} on day {} could not be resolved by builds {}; it stays as it is",
          stack.stackId(),
          stack.serviceName(),
          stack.day(),
          stack.buildIds(),
          e);
      List<Unresolved> unresolved =
          Arrays.stream(stack.buildIds())
              .map(buildId -> new Unresolved(buildId, Unavailable.MALFORMED, 1))
              .toList();
      return new Resolution(stack, 0, unresolved);
    }
  }

  @Override
  public void close() {
    if (indexes != null) {
      indexes.close();
    }
  }
}
