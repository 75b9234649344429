package io.flamelake.symbolize.operators;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.symbolize.resolve.Unresolved;
import java.util.List;

/**
 * A stack after its look-up.
 *
 * @param given as it came
 * @param stack with the functions that were found
 * @param resolved how many of its frames now have functions
 * @param unresolved frames that have none, by build
 * @param cached how many of its builds' indexes were in memory
 * @param micros how long the look-up took, with waiting
 */
public record ResolvedStack(
    StackToResolve given,
    StackDefinition stack,
    int resolved,
    List<Unresolved> unresolved,
    int cached,
    long micros) {}
