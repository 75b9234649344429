package io.flamelake.symbolize.debuginfod;

import io.flamelake.symbolize.MalformedFileException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/** What a server's answer means when it is no file. */
final class Answers {
  /** More than that nobody waits because a server says so. */
  private static final long MAX_RETRY_AFTER = 3600;

  private static final int MAX_LOCATION = 4096;

  private Answers() {}

  /**
   * Where a server sends us.
   *
   * @throws DebuginfodException if the answer is no redirect, or one that is not allowed
   */
  static URI redirect(HttpResponse<?> response, DebuginfodServer server)
      throws DebuginfodException {
    String location = response.headers().firstValue("Location").orElse(null);
    if (response.statusCode() / 100 != 3 || location == null) {
      throw new DebuginfodException(
          "%s answered with status %d".formatted(response.uri(), response.statusCode()),
          retryAfter(response.headers()));
    }
    URI target = target(response.uri(), location);
    if (target == null || !server.allows(target)) {
      throw new DebuginfodException(
          "%s redirects to %s, which is not allowed"
              .formatted(response.uri(), target == null ? "no address" : target.getHost()),
          Duration.ZERO);
    }
    return target;
  }

  private static URI target(URI from, String location) {
    try {
      return location.length() > MAX_LOCATION ? null : from.resolve(location);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** In seconds; a date is as good as nothing. */
  private static Duration retryAfter(HttpHeaders headers) {
    String text = headers.firstValue("Retry-After").orElse("");
    return text.matches("\\d{1,9}")
        ? Duration.ofSeconds(Math.min(Long.parseLong(text), MAX_RETRY_AFTER))
        : Duration.ZERO;
  }

  /** Why a body is not read; null if it is. */
  static IOException refused(HttpHeaders headers, long limit) {
    String encoding = headers.firstValue("Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      return new MalformedFileException(
          "the server sent the encoding " + encoding + ", which nobody asked for");
    }
    boolean tooLong =
        headers.firstValue("Content-Length").filter(text -> exceeds(text, limit)).isPresent()
            || headers
                .firstValue("X-DEBUGINFOD-SIZE")
                .filter(text -> exceeds(text, limit))
                .isPresent();
    return tooLong ? BodyToFile.tooLarge(limit) : null;
  }

  private static boolean exceeds(String length, long limit) {
    return length.matches("\\d{1,30}") && (length.length() > 18 || Long.parseLong(length) > limit);
  }

  /** An error of this thread for one of the client's threads. */
  static IOException failure(URI url, Throwable cause) {
    if (cause instanceof MalformedFileException malformed) {
      return malformed;
    }
    String why = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    return cause instanceof HttpTimeoutException
        ? new HttpTimeoutException(url + ": " + why)
        : new IOException(url + ": " + why, cause);
  }
}
