package io.flamelake.symbolize.debuginfod;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads nothing of an answer whose headers say enough. */
final class RefusedBody implements BodySubscriber<Void> {
  private final IOException why;

  RefusedBody(IOException why) {
    this.why = why;
  }

  @Override
  public CompletionStage<Void> getBody() {
    return CompletableFuture.failedFuture(why);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscription.cancel();
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {}

  @Override
  public void onError(Throwable failure) {}

  @Override
  public void onComplete() {}
}
