package io.flamelake.focus;

/**
 * The frames of one stack, leaf first, and what a regular expression matches of them. A run of
 * inlined frames and the frame after them are one location.
 */
public interface StackMatches {
  /** The number of frames. */
  int size();

  /** Whether a frame is inlined into the one after it. */
  boolean isInlined(int frame);

  /** Whether a frame has a function or a file; others are addresses only. */
  boolean isSymbolized(int frame);

  /** Whether the expression matches the frame's function or file; false for addresses. */
  boolean nameMatches(int frame);

  /** Whether the expression matches the frame's mapping; false where there is none. */
  boolean mappingMatches(int frame);

  /** Whether the expression matches {@link FunctionName#simplified} of the frame's function. */
  boolean functionMatches(int frame);
}
