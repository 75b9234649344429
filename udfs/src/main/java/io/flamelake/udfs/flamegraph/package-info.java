/** The aggregates whose names begin with {@code flamegraph}; all collect the same state. */
package io.flamelake.udfs.flamegraph;
