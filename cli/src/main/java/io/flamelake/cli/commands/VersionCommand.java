package io.flamelake.cli.commands;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows versions. */
@Command(name = "version", description = "Show the versions of Flamelake and of what it starts.")
public final class VersionCommand implements Callable<Integer> {
  private static final String VERSIONS = "/io/flamelake/cli/version.properties";
  private static final List<String> PARTS =
      List.of("flamelake", "kafka", "flink", "iceberg", "trino", "postgres");

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Properties versions = new Properties();
    try (InputStream in = VersionCommand.class.getResourceAsStream(VERSIONS)) {
      versions.load(in);
    }
    Console console = Console.of(spec);
    for (String part : PARTS) {
      console.print("%-10s %s".formatted(part, versions.getProperty(part)));
    }
    console.print("%-10s %s".formatted("java", Runtime.version()));
    return 0;
  }
}
