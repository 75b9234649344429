package io.flamelake.flamegraph.html;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A browser without a window, started for a test and driven by the DevTools protocol. It listens on
 * 127.0.0.1, at a port of its own choice that it tells on its standard error.
 */
final class Chromium implements AutoCloseable {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final String READY = "DevTools listening on ";

  private final Process process;
  private final DevTools devTools;

  private Chromium(Process process, DevTools devTools) {
    this.process = process;
    this.devTools = devTools;
  }

  /** Skips the test if none is installed. */
  static Chromium start(Path profile) {
    Optional<Path> program = installed();
    assumeTrue(
        program.isPresent(), "no " + NAMES.getFirst() + " on the path: apt-get install chromium");
    Process process = run(program.get(), profile);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    CompletableFuture<URI> address = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> listen(process, address));
    try {
      return new Chromium(process, DevTools.connect(DevTools.await(address)));
    } catch (AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** A tab in which nothing is opened yet. */
  BrowserPage newPage() {
    return BrowserPage.of(devTools);
  }

  @Override
  public void close() {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    devTools.send("", "Browser.close", Map.of());
    devTools.close();
    try {
      if (!process.waitFor(DevTools.DEADLINE_SECONDS, SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    // They end with it, but they write into the profile's folder until they do
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(handle -> DevTools.await(handle.onExit()));
  }

  private static Optional<Path> installed() {
    return NAMES.stream()
        .flatMap(
            name -> Stream.of(System.getenv("PATH").split(":")).map(path -> Path.of(path, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Process run(Path program, Path profile) {
    // The sandbox needs rights that root in a container lacks; the only pages are our own
    List<String> command =
        List.of(
            program.toString(),
            "--headless=new",
            "--remote-debugging-port=0",
            "--user-data-dir=" + profile,
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--disable-extensions",
            "--disable-background-networking",
            "--disable-component-update",
            "--no-first-run",
            "--force-color-profile=srgb",
            "--lang=en-US",
            "about:blank");
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectInput(ProcessBuilder.Redirect.PIPE)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads on to the end, or the browser would wait for it. */
  private static void listen(Process process, CompletableFuture<URI> address) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(READY)) {
          address.complete(URI.create(line.substring(READY.length())));
        } else if (!address.isDone()) {
          said.append(line).append('\n');
        }
      }
      address.completeExceptionally(new IOException("Chromium ended at once:\n" + said));
    } catch (IOException e) {
      address.completeExceptionally(e);
    }
  }
}
