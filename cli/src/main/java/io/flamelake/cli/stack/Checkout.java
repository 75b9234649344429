package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout keeps the built server homes, the job and the configuration files. */
public record Checkout(Path root) {
  /** The system property with the checkout's folder; the launcher sets it. */
  public static final String ROOT_PROPERTY = "flamelake.root";

  public Checkout {
    root = root.toAbsolutePath().normalize();
  }

  /** The checkout that this process was started from. */
  public static Checkout current() {
    String root = System.getProperty(ROOT_PROPERTY);
    if (root == null) {
      throw CommandException.usage(
          "no checkout is known: start with the script ./flamelake, or give -D" + ROOT_PROPERTY);
    }
    return new Checkout(Path.of(root));
  }

  Path kafkaLibs() {
    return built("stack/kafka/target/kafka/libs");
  }

  Path kafkaProperties() {
    return root.resolve("stack/kafka/server.properties");
  }

  Path kafkaLogging() {
    return root.resolve("stack/kafka/log4j2.properties");
  }

  Path flinkLib() {
    return built("stack/flink/target/flink/lib");
  }

  Path flinkConf() {
    return root.resolve("flink-conf");
  }

  Path trinoHome() {
    return built("stack/trino/target/trino");
  }

  Path trinoEtc() {
    return root.resolve("stack/trino/etc");
  }

  /** The folder of the catalog pair that the embedded stack uses. */
  Path catalogConf() {
    return root.resolve("catalog/conf/local");
  }

  /** The class path of this command itself. */
  static String ownClassPath() {
    return System.getProperty("java.class.path");
  }

  /** The recorded profiles that come with the checkout. */
  public Path exampleProfiles() {
    return root.resolve("examples/profiles");
  }

  /** The debugging information of the recorded native profiles. */
  public Path exampleDebuginfo() {
    return root.resolve("examples/debuginfo");
  }

  /** A job with all that it needs, as it is submitted to Flink. */
  public Path jobJar(JobName job) {
    Path target = root.resolve("jobs").resolve(job.id()).resolve("target");
    String name = "flamelake-" + job.id() + "-*-job.jar";
    if (Files.isDirectory(target)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, name)) {
        for (Path jar : jars) {
          return jar;
        }
      } catch (IOException e) {
        throw CommandException.failed("can't list " + target + ": " + e.getMessage(), e);
      }
    }
    throw notBuilt(target.resolve(name));
  }

  private Path built(String path) {
    Path folder = root.resolve(path);
    if (!Files.isDirectory(folder)) {
      throw notBuilt(folder);
    }
    return folder;
  }

  private static CommandException notBuilt(Path missing) {
    return CommandException.failed(
        missing + " is missing: build it with 'mvn -DskipTests package' in the checkout");
  }
}
