package io.flamelake.cli;

import io.flamelake.cli.commands.BenchCommand;
import io.flamelake.cli.commands.CompactCommand;
import io.flamelake.cli.commands.DebuginfoCommand;
import io.flamelake.cli.commands.DeleteCommand;
import io.flamelake.cli.commands.DeletionsCommand;
import io.flamelake.cli.commands.DemoCommand;
import io.flamelake.cli.commands.DownCommand;
import io.flamelake.cli.commands.FlamegraphCommand;
import io.flamelake.cli.commands.LogsCommand;
import io.flamelake.cli.commands.PushCommand;
import io.flamelake.cli.commands.SqlCommand;
import io.flamelake.cli.commands.StatusCommand;
import io.flamelake.cli.commands.TablesCommand;
import io.flamelake.cli.commands.TopCommand;
import io.flamelake.cli.commands.UpCommand;
import io.flamelake.cli.commands.VersionCommand;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.errors.ExitCodes;
import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command line: {@code flamelake COMMAND OPTIONS}. */
@Command(
    name = "flamelake",
    description = "Continuous profiling in a lakehouse: Kafka, Flink, Iceberg and Trino.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      PushCommand.class,
      SqlCommand.class,
      TopCommand.class,
      FlamegraphCommand.class,
      TablesCommand.class,
      CompactCommand.class,
      DeleteCommand.class,
      DeletionsCommand.class,
      DebuginfoCommand.class,
      LogsCommand.class,
      BenchCommand.class,
      VersionCommand.class
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:all was done",
      "1:something was tried and failed",
      "2:the command line is wrong",
      "3:a server can't be reached or is not ready",
      "130:stopped by Ctrl-C"
    })
public final class Flamelake implements Runnable {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help.")
  @SuppressWarnings("unused") // picocli itself looks at it
  private boolean help;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  private boolean verbose;

  // Held, because the logging system lets go of loggers that nobody holds, and of their level.
  private final Logger logging = Logger.getLogger("");

  private Flamelake() {}

  /** Runs one command and ends with its exit status. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  /** The whole command line, for tests and documentation. */
  public static CommandLine commandLine() {
    Flamelake root = new Flamelake();
    // The clients of Kafka and PostgreSQL would tell their whole configuration.
    root.logging.setLevel(Level.OFF);
    return new CommandLine(root)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100)
        .setParameterExceptionHandler(Flamelake::wrongUsage)
        .setExecutionExceptionHandler(root::failed);
  }

  /** No command at all: show what there is. */
  @Override
  public void run() {
    commandLine().usage(System.out);
  }

  private static int wrongUsage(ParameterException e, String[] arguments) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("flamelake: " + oneLine(e.getMessage()));
    err.printf("Try '%s --help'.%n", e.getCommandLine().getCommandSpec().qualifiedName());
    return ExitCodes.USAGE;
  }

  private int failed(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof CommandException known) {
      err.println("flamelake: " + oneLine(known.getMessage()));
    } else {
      err.println("flamelake: unexpected failure, --verbose shows where: " + oneLine(e.toString()));
    }
    if (verbose) {
      e.printStackTrace(err);
    }
    return e instanceof CommandException known ? known.exitCode() : ExitCodes.FAILED;
  }

  private static String oneLine(String message) {
    return String.valueOf(message).lines().findFirst().orElse("no reason given");
  }
}
