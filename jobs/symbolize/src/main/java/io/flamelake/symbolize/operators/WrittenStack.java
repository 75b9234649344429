package io.flamelake.symbolize.operators;

import io.flamelake.stacks.StackDefinition;

/**
 * A stack to be written.
 *
 * @param rewrite whether it takes the place of a row that was written before
 */
public record WrittenStack(StackDefinition stack, boolean rewrite) {}
