package io.flamelake.cli.commands;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what there is to do with debugging information. */
@Command(
    name = "debuginfo",
    description = {
      "Give the symbolize job programs and their debugging information, and look at them.",
      "With them, addresses of native code become functions, files, lines and inlined calls."
    },
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DebuginfoUploadCommand.class,
      DebuginfoListCommand.class,
      DebuginfoMissingCommand.class,
      DebuginfoInspectCommand.class,
      DebuginfoLookupCommand.class
    })
public final class DebuginfoCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "say what to do: upload, list, missing, inspect or lookup");
  }
}
