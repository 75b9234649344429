package io.flamelake.flamegraph;

/**
 * One node of a flame graph that compares two sides, as a row of its depth-first listing.
 *
 * <p>The fields are those that Grafana's flame-graph panel takes for a comparison: {@code value}
 * and {@code self} are the left side's, the baseline's, alone.
 *
 * @param level distance from the root, which has level 0
 * @param label what the node shows, for example a function's name
 * @param value the left side's amount in this node and above it
 * @param self the left side's amount of the stacks that end in this node
 * @param valueRight the right side's amount in this node and above it
 * @param selfRight the right side's amount of the stacks that end in this node
 */
public record FlameGraphDiffRow(
    long level, String label, long value, long self, long valueRight, long selfRight) {}
