package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Finds the JDKs that the servers run on: 17 for Kafka and Flink, 24 or newer for Trino. */
record Jdks(Path jobs, Path trino) {
  private static final int JOBS = 17;
  private static final int TRINO = 24;

  /** Looks at this process's own JDK, {@code JAVA_HOME} and the usual folders. */
  static Jdks find() {
    List<Path> homes = candidates();
    Path newest = firstBetween(homes, TRINO, Integer.MAX_VALUE);
    if (newest == null) {
      throw CommandException.failed(
          "Trino needs a JDK 24 or newer and none was found: set JAVA_HOME to one");
    }
    Path jobs = firstBetween(homes, JOBS, JOBS);
    return new Jdks(java(jobs == null ? newest : jobs), java(newest));
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    String configured = System.getenv("JAVA_HOME");
    if (configured != null && !configured.isBlank()) {
      homes.add(Path.of(configured));
    }
    Path folder = Path.of("/usr/lib/jvm");
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
        found.forEach(homes::add);
      } catch (IOException e) {
        throw CommandException.failed("can't list " + folder + ": " + e.getMessage(), e);
      }
    }
    return homes;
  }

  private static Path firstBetween(List<Path> homes, int from, int to) {
    for (Path home : homes) {
      int version = version(home);
      if (version >= from && version <= to) {
        return home;
      }
    }
    return null;
  }

  /** The feature version that the JDK's {@code release} file names, 0 if there is none. */
  static int version(Path home) {
    Path release = home.resolve("release");
    if (!Files.isReadable(release) || !Files.isExecutable(java(home))) {
      return 0;
    }
    Properties properties = new Properties();
    try (var reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      return 0;
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    String feature = version.split("[.+-]", 2)[0];
    return feature.matches("\\d{1,4}") ? Integer.parseInt(feature) : 0;
  }

  private static Path java(Path home) {
    return home.resolve("bin/java");
  }
}
