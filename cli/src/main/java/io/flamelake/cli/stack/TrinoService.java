package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One Trino that is coordinator and worker. */
final class TrinoService {
  private TrinoService() {}

  static Launch launch(StackSettings settings) {
    Path home = settings.checkout().trinoHome();
    Path etc = settings.checkout().trinoEtc();
    StateFolder.make(settings.state().lakeRoot());
    List<String> arguments = new ArrayList<>();
    // The JVM itself reads a file of options, comments included.
    arguments.add("@" + etc.resolve("jvm.config"));
    arguments.add("-cp");
    arguments.add(home + "/lib/*");
    arguments.addAll(nodeOptions(etc.resolve("node.properties")));
    arguments.add("-Dlog.levels-file=" + etc.resolve("log.properties"));
    arguments.add("-Dconfig=" + etc.resolve("config.properties"));
    arguments.add("io.trino.server.TrinoServer");
    return new Launch(
        ServiceName.TRINO, settings.jdks().trino(), arguments, environment(settings), home);
  }

  /** What the committed files name as {@code ${ENV:NAME}}. */
  private static Map<String, String> environment(StackSettings settings) {
    return Map.of(
        "FLAMELAKE_TRINO_ADDRESS", Ports.HOST,
        "FLAMELAKE_TRINO_BIND", Ports.HOST,
        "FLAMELAKE_TRINO_PORT", Integer.toString(settings.port(PortName.TRINO)),
        "FLAMELAKE_TRINO_CATALOGS", catalogs(settings).toString(),
        "FLAMELAKE_TRINO_DATA", StateFolder.make(settings.state().data("trino")).toString(),
        "FLAMELAKE_CATALOG_URI", settings.addresses().postgres(),
        "FLAMELAKE_CATALOG_USER", StackSettings.CATALOG_USER,
        "FLAMELAKE_CATALOG_PASSWORD", StackSettings.CATALOG_PASSWORD,
        "FLAMELAKE_WAREHOUSE_ROOT", settings.state().lakeRoot().toString());
  }

  /** Trino takes every file of the folder for a catalog; the committed one holds Flink's too. */
  private static Path catalogs(StackSettings settings) {
    Path folder = StateFolder.make(settings.state().data("trino-catalogs"));
    Path file = settings.checkout().catalogConf().resolve("lake.properties");
    try {
      Files.copy(file, folder.resolve("lake.properties"), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw CommandException.failed("can't copy " + file + ": " + e.getMessage(), e);
    }
    return folder;
  }

  /** Trino's own launcher turns this file into system properties; so do we. */
  private static List<String> nodeOptions(Path file) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> "-D" + line)
          .toList();
    } catch (IOException e) {
      throw CommandException.failed("can't read " + file + ": " + e.getMessage(), e);
    }
  }
}
