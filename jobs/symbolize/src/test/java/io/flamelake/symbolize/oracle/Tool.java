package io.flamelake.symbolize.oracle;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a program that this machine may have. */
public final class Tool {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("GO111MODULE", "off", "GOTOOLCHAIN", "local", "LC_ALL", "C.UTF-8");

  private Tool() {}

  /** Whether a program is on the path. */
  public static boolean isInstalled(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /** Skips the test that calls it if a program is not on the path, and says how to install it. */
  public static void assumeInstalled(String name, String how) {
    assumeThat(isInstalled(name))
        .as("This test runs %s, which is not installed: %s", name, how)
        .isTrue();
  }

  /** The lines that a program prints; its errors are shown. */
  public static List<String> run(List<String> input, String... command) throws IOException {
    Path in = Files.createTempFile("in", ".txt");
    Path out = Files.createTempFile("out", ".txt");
    try {
      Files.write(in, input);
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().putAll(ENVIRONMENT);
      int status = builder.start().waitFor();
      if (status != 0) {
        throw new IOException(String.join(" ", command) + " ended with status " + status);
      }
      return Files.readAllLines(out, StandardCharsets.UTF_8);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      Files.delete(in);
      Files.delete(out);
    }
  }
}
