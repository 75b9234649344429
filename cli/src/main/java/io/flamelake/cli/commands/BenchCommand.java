package io.flamelake.cli.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups the measurements. */
@Command(
    name = "bench",
    description = "Measure the real stack.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {BenchIngestCommand.class, BenchQueryCommand.class, BenchSymbolizeCommand.class})
public final class BenchCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to measure: ingest, query or symbolize");
  }
}
