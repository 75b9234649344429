/** The aggregate {@code flamegraph(frames, value)}. */
package io.flamelake.udfs.flamegraph;
