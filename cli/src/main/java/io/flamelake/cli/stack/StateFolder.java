package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What a stack keeps between runs: {@code pids/}, {@code logs/}, {@code data/} of each server, the
 * tables' files in {@code lake/warehouse}, {@code debuginfo/} and the ports in {@code
 * stack.properties}. One stack, one folder.
 */
public record StateFolder(Path home) {
  /** The environment variable that names the folder. */
  public static final String VARIABLE = "FLAMELAKE_HOME";

  public StateFolder {
    home = home.toAbsolutePath().normalize();
  }

  /** What the environment says, else {@code .flamelake} in the checkout. */
  public static StateFolder of(Checkout checkout) {
    String home = System.getenv(VARIABLE);
    return new StateFolder(
        home == null || home.isBlank() ? checkout.root().resolve(".flamelake") : Path.of(home));
  }

  Path addressesFile() {
    return home.resolve("stack.properties");
  }

  Path lockFile() {
    return home.resolve("lock");
  }

  Path pid(ServiceName service) {
    return home.resolve("pids").resolve(service.id() + ".properties");
  }

  /** Where a server's output goes. */
  public Path log(ServiceName service) {
    return home.resolve("logs").resolve(service.id() + ".log");
  }

  Path log(String name) {
    return home.resolve("logs").resolve(name + ".log");
  }

  Path data(String name) {
    return home.resolve("data").resolve(name);
  }

  /** The folder behind {@code local:///}. */
  public Path lakeRoot() {
    return home.resolve("lake");
  }

  /** Where the tables' files are. */
  public Path warehouse() {
    return lakeRoot().resolve("warehouse");
  }

  /** Where the debugging information is that the symbolize job uses. */
  public Path debuginfo() {
    return home.resolve("debuginfo");
  }

  Path checkpoints(JobName job) {
    return flink("checkpoints", job);
  }

  Path savepoints(JobName job) {
    return flink("savepoints", job);
  }

  /** The first job's folders are where they were when it was the only one. */
  private Path flink(String what, JobName job) {
    return data("flink/" + what + (job == JobName.INGEST ? "" : "-" + job.id()));
  }

  /** Makes a folder anew: what is in it goes. */
  static Path makeEmpty(Path folder) {
    if (Files.isDirectory(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(file);
        }
      } catch (IOException | UncheckedIOException e) {
        throw CommandException.failed("can't empty the folder " + folder + ": " + e, e);
      }
    }
    return make(folder);
  }

  /** Makes a folder and its parents. */
  static Path make(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw CommandException.failed("can't make the folder " + folder + ": " + e.getMessage(), e);
    }
  }
}
