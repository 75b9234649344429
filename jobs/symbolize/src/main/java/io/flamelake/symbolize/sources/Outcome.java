package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.SymbolIndex;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * What became of asking a source once.
 *
 * @param index the index, or null
 * @param reason why there is none, or only a part of it; null if there is one, or if nobody knows
 * @param message the same as a sentence
 * @param retryAfter how long the source wants rest
 */
record Outcome(SymbolIndex index, Unavailable reason, String message, Duration retryAfter) {
  /** Asks; whatever goes wrong is an outcome. */
  static Outcome of(Upstream upstream, String buildId) {
    String name = upstream.name();
    try {
      SymbolIndex index = upstream.load(buildId);
      return index == null
          ? without(Unavailable.NOT_FOUND, name + " does not have the build")
          : new Outcome(index, null, "", Duration.ZERO);
    } catch (MalformedFileException e) {
      return without(
          e.isBeyondLimit() ? Unavailable.TOO_LARGE : Unavailable.MALFORMED,
          name + ": " + e.getMessage());
    } catch (HttpTimeoutException e) {
      return without(Unavailable.TIMEOUT, name + ": " + e.getMessage());
    } catch (InterruptedException | InterruptedIOException e) {
      return interruption();
    } catch (PartialIndexException e) {
      return new Outcome(
          e.index(),
          Unavailable.UPSTREAM_UNAVAILABLE,
          name + ": " + e.getMessage(),
          e.retryAfter());
    } catch (RetryLaterException e) {
      return new Outcome(
          null, Unavailable.UPSTREAM_UNAVAILABLE, name + ": " + e.getMessage(), e.delay());
    } catch (IOException e) {
      return Thread.interrupted()
          ? interruption()
          : without(Unavailable.UPSTREAM_UNAVAILABLE, name + ": " + e.getMessage());
    } catch (OutOfMemoryError e) {
      return without(Unavailable.TOO_LARGE, name + ": there is not enough memory for the build");
    } catch (RuntimeException | StackOverflowError e) {
      // A file that a reader can't cope with must not end the job.
      return without(Unavailable.MALFORMED, name + ": " + e);
    }
  }

  private static Outcome without(Unavailable reason, String message) {
    return new Outcome(null, reason, message, Duration.ZERO);
  }

  private static Outcome interruption() {
    return new Outcome(null, null, "", Duration.ZERO);
  }

  boolean interrupted() {
    return index == null && reason == null;
  }

  /** Whether the source could not answer. */
  boolean failed() {
    return reason != null && reason.isTransient();
  }
}
