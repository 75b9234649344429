package io.flamelake.cli.commands;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command writes: results to standard output, all else to standard error. */
record Console(PrintWriter out, PrintWriter err) {
  static Console of(CommandSpec spec) {
    return new Console(spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  /** A line for people that is no result. */
  void say(String line) {
    err.println(line);
    err.flush();
  }

  /** A line of the result. */
  void print(String line) {
    out.println(line);
    out.flush();
  }
}
