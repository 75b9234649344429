package io.flamelake.cli.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Keys of compaction, which win over those of its file. */
final class KeyOptions {
  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A key of compaction, as in --set compaction.seal-delay=0s.")
  private Map<String, String> keys = Map.of();

  /** As its programs take them. */
  List<String> arguments() {
    List<String> arguments = new ArrayList<>();
    keys.forEach((key, value) -> arguments.addAll(List.of("--" + key, value)));
    return arguments;
  }
}
