package io.flamelake.symbolize.debuginfod;

import io.flamelake.symbolize.MalformedFileException;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Writes the body of an answer into a file until there is too much of it. */
final class BodyToFile implements BodySubscriber<Void> {
  private final FileChannel file;
  private final long limit;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private long bytes;

  BodyToFile(FileChannel file, long limit) {
    this.file = file;
    this.limit = limit;
  }

  @Override
  public CompletionStage<Void> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      for (ByteBuffer buffer : buffers) {
        write(buffer);
      }
      subscription.request(1);
    } catch (IOException e) {
      subscription.cancel();
      done.completeExceptionally(e);
    }
  }

  private void write(ByteBuffer buffer) throws IOException {
    bytes += buffer.remaining();
    if (bytes > limit) {
      throw tooLarge(limit);
    }
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
  }

  static MalformedFileException tooLarge(long limit) {
    return MalformedFileException.beyondLimit(
        "the server has a file of more than the limit of %d bytes".formatted(limit));
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    done.complete(null);
  }
}
