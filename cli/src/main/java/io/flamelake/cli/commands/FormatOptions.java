package io.flamelake.cli.commands;

import io.flamelake.cli.query.OutputFormat;
import picocli.CommandLine.Option;

/** How rows are written. */
final class FormatOptions {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table, csv or json (one object a row). Default: ${DEFAULT-VALUE}.")
  private OutputFormat format;

  OutputFormat format() {
    return format;
  }
}
