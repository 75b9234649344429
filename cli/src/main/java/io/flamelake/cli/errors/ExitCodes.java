package io.flamelake.cli.errors;

/** The exit status of every command; {@code docs/cli.md} lists them for users. */
public final class ExitCodes {
  /** All was done. */
  public static final int OK = 0;

  /** Something was tried and failed. */
  public static final int FAILED = 1;

  /** The command line or a value on it is wrong; nothing was tried. */
  public static final int USAGE = 2;

  /** A server can't be reached, or did not get ready in time. */
  public static final int UNREACHABLE = 3;

  /** Stopped by Ctrl-C or SIGTERM; the shell's own number for it. */
  public static final int INTERRUPTED = 130;

  private ExitCodes() {}
}
