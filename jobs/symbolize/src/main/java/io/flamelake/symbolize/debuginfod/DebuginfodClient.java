package io.flamelake.symbolize.debuginfod;

import io.flamelake.symbolize.BuildId;
import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.ElfFile;
import io.flamelake.symbolize.store.FileKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.ResponseInfo;
import java.net.http.HttpTimeoutException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks one debuginfod server for files: {@code GET /buildid/ID/executable} and {@code /debuginfo}
 * (elfutils, debuginfod(8), "WEBAPI"). Any number of threads may ask.
 *
 * <p>Nothing that the server says is trusted: a file that is kept is ELF and has the build id that
 * was asked for, or there is none.
 */
public final class DebuginfodClient {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int GONE = 410;

  private final DebuginfodServer server;
  private final DebuginfodLimits limits;
  private final HttpClient http;

  public DebuginfodClient(DebuginfodServer server, DebuginfodLimits limits) {
    this.server = server;
    this.limits = limits;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connect());
    this.http = (server.tls() == null ? builder : builder.sslContext(server.tls())).build();
  }

  /** The server that is asked. */
  public DebuginfodServer server() {
    return server;
  }

  /**
   * Gets a file.
   *
   * @param buildId hexadecimal digits; servers know no others
   * @param folder where the file is put; nothing is left there after a failure
   * @return the file; null if the server does not have it
   * @throws MalformedFileException if what the server has is too large, is no ELF file or is that
   *     of another build: asking again does not help
   * @throws DebuginfodException if the server answers with anything else
   * @throws IOException if there is no answer, or no whole one in time
   */
  public Path fetch(String buildId, FileKind kind, Path folder)
      throws IOException, InterruptedException {
    if (!BuildId.isHexadecimal(buildId)) {
      return null;
    }
    Path file = folder.resolve(kind.fileName());
    boolean complete = false;
    try {
      complete = get(server.file(buildId, kind.fileName()), file);
      if (complete) {
        check(file, buildId);
      }
      return complete ? file : null;
    } catch (IOException | InterruptedException | RuntimeException e) {
      complete = false;
      throw e;
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }

  private static void check(Path file, String buildId) throws IOException {
    try (ElfFile elf = ElfFile.open(file)) {
      if (!elf.buildIds().all().contains(buildId)) {
        throw new MalformedFileException(
            "the server sent a file of the build " + elf.buildIds().best());
      }
    }
  }

  /** Whether there is such a file. */
  private boolean get(URI first, Path into) throws IOException, InterruptedException {
    long end = System.nanoTime() + limits.whole().toNanos();
    URI url = first;
    for (int redirects = 0; redirects <= limits.redirects(); redirects++) {
      HttpResponse<Void> response = send(url, into, end);
      int status = response.statusCode();
      if (status == OK) {
        return true;
      }
      if (status == NOT_FOUND || status == GONE) {
        return false;
      }
      url = Answers.redirect(response, server);
    }
    throw new DebuginfodException(
        "%s redirects more than %d times".formatted(first, limits.redirects()), Duration.ZERO);
  }

  private HttpResponse<Void> send(URI url, Path into, long end)
      throws IOException, InterruptedException {
    try (FileChannel file =
        FileChannel.open(
            into,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      CompletableFuture<HttpResponse<Void>> answer =
          http.sendAsync(request(url), info -> body(info, file));
      try {
        return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        throw new HttpTimeoutException(
            "%s took longer than %d s".formatted(url, limits.whole().toSeconds()));
      } catch (ExecutionException e) {
        throw Answers.failure(url, e.getCause());
      } finally {
        answer.cancel(true);
      }
    }
  }

  private HttpRequest request(URI url) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url)
            .timeout(limits.firstByte())
            .header("User-Agent", "flamelake")
            .header("Accept-Encoding", "identity");
    if (server.isOwn(url)) {
      server.headers().forEach(request::setHeader);
    }
    return request.GET().build();
  }

  private BodySubscriber<Void> body(ResponseInfo info, FileChannel file) {
    if (info.statusCode() != OK) {
      return new IgnoredBody();
    }
    IOException refused = Answers.refused(info.headers(), limits.bytes());
    return refused == null ? new BodyToFile(file, limits.bytes()) : new RefusedBody(refused);
  }
}
