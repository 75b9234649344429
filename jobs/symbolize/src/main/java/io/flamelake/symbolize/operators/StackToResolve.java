package io.flamelake.symbolize.operators;

import io.flamelake.stacks.StackDefinition;

/**
 * A stack as the ingest job sent it.
 *
 * @param rewrite whether a row of it may be written already, though nobody here remembers it
 * @param buildId the build whose index has come, which is why it is looked up again; null the first
 *     time
 * @param uploadedAt when it had come, milliseconds since 1970-01-01 UTC: what was loaded before is
 *     not looked into
 */
public record StackToResolve(
    StackDefinition stack, boolean rewrite, String buildId, long uploadedAt) {

  /** A stack that nothing was looked up of. */
  static StackToResolve first(StackDefinition stack, boolean rewrite) {
    return new StackToResolve(stack, rewrite, null, 0);
  }
}
