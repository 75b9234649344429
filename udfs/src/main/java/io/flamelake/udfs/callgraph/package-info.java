/** The aggregate {@code callgraph(frames, value)}. */
package io.flamelake.udfs.callgraph;
