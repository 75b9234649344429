package io.flamelake.cli.stack;

import io.flamelake.cli.errors.CommandException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs a program that ends by itself. */
final class Commands {
  private Commands() {}

  /**
   * Waits until it has ended.
   *
   * @param log where its output goes
   * @param what what it does, for the error
   * @throws CommandException with the output's last line if it ends with another status than 0
   */
  static void run(List<String> command, Path log, String what) {
    StateFolder.make(log.getParent());
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      int status = process.waitFor();
      if (status != 0) {
        throw CommandException.failed(
            "%s failed with status %d: %s (all of it: %s)"
                .formatted(what, status, LogFile.reason(log), log));
      }
    } catch (IOException e) {
      throw CommandException.failed(what + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandException.failed(what + " was interrupted", e);
    }
  }
}
