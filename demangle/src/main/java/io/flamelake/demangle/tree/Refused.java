package io.flamelake.demangle.tree;

/** Says that a text is no whole mangled name, or one too large to be printed. */
public final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Without a stack trace, as many names of a program are plain and nothing but this is told. */
  Refused() {
    super("not a mangled name, or too large", null, false, false);
  }
}
