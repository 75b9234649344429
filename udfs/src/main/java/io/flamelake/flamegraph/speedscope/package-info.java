/** Flame graphs of frames in speedscope's file format. */
package io.flamelake.flamegraph.speedscope;
