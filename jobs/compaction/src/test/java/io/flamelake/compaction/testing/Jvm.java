package io.flamelake.compaction.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a class in a process of its own. Closing ends it, in whatever state it is. */
public final class Jvm implements AutoCloseable {
  private final Process process;
  private final Path output;

  private Jvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * How it ended.
   *
   * @param output both streams
   */
  public record Ended(int status, String output) {}

  /** Waits for its end. */
  public static Ended run(Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    try (Jvm jvm = start(main, options, arguments)) {
      return jvm.ended();
    }
  }

  /** Starts it. */
  public static Jvm start(Class<?> main, List<String> options, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto"));
    command.addAll(options);
    command.addAll(List.of("-cp", classPath(), main.getName()));
    command.addAll(List.of(arguments));
    Path output = Files.createTempFile("jvm", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new Jvm(process, output);
  }

  /** Whether it has not ended yet. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Ends its standard input, which it may take for a wish to end. */
  public void ask() throws IOException {
    process.getOutputStream().close();
  }

  /** Waits for its end. */
  public Ended ended() throws IOException, InterruptedException {
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException("did not end: " + output());
    }
    return new Ended(process.exitValue(), output());
  }

  /** What it has written so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.delete(output);
  }

  /** Surefire's own class path has only a jar that names the others. */
  private static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }
}
