package io.flamelake.flamegraph;

/**
 * One node of a flame graph, as a row of its depth-first listing.
 *
 * <p>The fields and their order are those of a flame-graph data frame (level, label, self, value):
 * a row's children are the rows that follow it with a level one higher, up to the next row of its
 * own level or a lower one.
 *
 * @param level distance from the root, which has level 0
 * @param label what the node shows, for example a function's name
 * @param self the amount of the stacks that end in this node, in the unit of the profile type
 * @param value the amount of the stacks that end in this node or above it: self plus the values of
 *     the children
 */
public record FlameGraphRow(long level, String label, long self, long value) {}
