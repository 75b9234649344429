package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs a program of the compaction job on the stack's tables. It has the job's configuration: one
 * that does not know what samples the job let go would make sums anew without them.
 */
final class TableProgram {
  private final StackSettings settings;

  TableProgram(StackSettings settings) {
    this.settings = settings;
  }

  /**
   * Waits until it has ended. Its output is this process's own; what it logs goes to a file.
   *
   * @param main its class
   * @param arguments beside those that name the catalog and the job's file; they win over these
   * @return its exit status
   */
  int run(String main, List<String> arguments) {
    try {
      ProcessBuilder process = new ProcessBuilder(command(main, arguments)).inheritIO();
      process.redirectInput(Path.of("/dev/null").toFile());
      return process.start().waitFor();
    } catch (IOException e) {
      throw CommandException.failed(main + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed(main + " was interrupted", e);
    }
  }

  List<String> command(String main, List<String> arguments) {
    Checkout checkout = settings.checkout();
    List<String> command = new ArrayList<>();
    command.add(settings.jdks().jobs().toString());
    command.addAll(List.of("-Xmx1g", "-XX:+UseSerialGC", "-cp"));
    command.add(checkout.jobJar(JobName.COMPACTION) + ":" + checkout.flinkLib() + "/*");
    command.add(
        "-Dlog4j2.configurationFile="
            + checkout.flinkConf().resolve("log4j-compaction.properties"));
    command.add("-Dflamelake.log=" + settings.state().log("compaction"));
    command.add(main);
    command.addAll(settings.arguments(JobName.COMPACTION));
    command.addAll(arguments);
    return command;
  }
}
