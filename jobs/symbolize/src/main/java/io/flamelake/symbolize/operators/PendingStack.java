package io.flamelake.symbolize.operators;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.symbolize.sources.Unavailable;

/**
 * A stack that waits for the index of a build.
 *
 * @param buildId the normalised build id
 * @param reason why it has to wait
 * @param rewrite whether it waited before
 * @param stack as the ingest job sent it
 */
public record PendingStack(
    String buildId, Unavailable reason, boolean rewrite, StackDefinition stack) {}
