package io.flamelake.symbolize.resolve;

import io.flamelake.stacks.StackDefinition;
import java.util.List;

/**
 * What became of a stack.
 *
 * @param stack the stack with the frames that were found; the one that was given if none was
 * @param resolved how many of its frames now have functions, without those inlined into them
 * @param unresolved the frames with a build id that still have none, by build id and reason, in the
 *     order met; empty if there are none
 */
public record Resolution(StackDefinition stack, int resolved, List<Unresolved> unresolved) {}
