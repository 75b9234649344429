/**
 * Flame graphs as data: a tree of labels with values, merged from stacks, and its text forms. Knows
 * no query engine and no file system.
 */
package io.flamelake.flamegraph;
