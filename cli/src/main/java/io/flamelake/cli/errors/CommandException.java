package io.flamelake.cli.errors;

import java.io.Serial;

/**
 * A command can't go on. The message is the one line that the user sees: what is wrong, and what to
 * do.
 */
public final class CommandException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  private CommandException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Something was tried and failed. */
  public static CommandException failed(String message) {
    return new CommandException(ExitCodes.FAILED, message, null);
  }

  /** Something was tried and failed with a cause, which {@code --verbose} shows. */
  public static CommandException failed(String message, Throwable cause) {
    return new CommandException(ExitCodes.FAILED, message, cause);
  }

  /** A value on the command line is wrong. */
  public static CommandException usage(String message) {
    return new CommandException(ExitCodes.USAGE, message, null);
  }

  /** A server can't be reached or is not ready. */
  public static CommandException unreachable(String message) {
    return new CommandException(ExitCodes.UNREACHABLE, message, null);
  }

  /** A server can't be reached or is not ready, with a cause, which {@code --verbose} shows. */
  public static CommandException unreachable(String message, Throwable cause) {
    return new CommandException(ExitCodes.UNREACHABLE, message, cause);
  }

  /** One of {@link ExitCodes}. */
  public int exitCode() {
    return exitCode;
  }
}
