package io.flamelake.symbolize.store;

import java.util.Locale;

/** What a file is to the build that it belongs to. */
public enum FileKind {
  /** A program or library: it has the code, and maybe debugging information too. */
  EXECUTABLE,
  /** A file that has only debugging information: detached from a program, or shared (dwz). */
  DEBUGINFO;

  /** What begins its name in the store, and what debuginfod servers call it: {@code executable}. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
