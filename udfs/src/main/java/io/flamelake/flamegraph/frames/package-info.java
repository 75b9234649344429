/** Frames with all that is known of them, and as bytes, so that a tree can have them for labels. */
package io.flamelake.flamegraph.frames;
