package io.flamelake.demangle.tree;

/**
 * Bounds that keep hostile names from using up stack, memory or time: a name of a few dozen
 * characters can refer back to itself so often that it would print as gigabytes. Real programs stay
 * far below them.
 */
public final class Limits {
  /** Characters of a mangled name. */
  public static final int NAME = 1 << 16;

  /** Characters of a demangled name. */
  public static final int OUTPUT = 1 << 17;

  /** Productions within each other while parsing, nodes within each other while printing. */
  public static final int DEPTH = 256;

  /** Productions parsed, and nodes printed, in all. */
  public static final int STEPS = 1 << 18;

  /**
   * Characters passed while parsing. A name may refer back to a part of it, which is then parsed
   * once more with all its identifiers, however long, so that this may be many times {@link #NAME}.
   */
  public static final int CHARACTERS = 1 << 19;

  private Limits() {}
}
