/** Functions on frames and stacks for Trino: a thin layer over {@code io.flamelake.flamegraph}. */
package io.flamelake.udfs;
