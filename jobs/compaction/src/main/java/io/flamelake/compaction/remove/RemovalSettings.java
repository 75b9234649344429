package io.flamelake.compaction.remove;

import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.rewrite.WorkSpace;

/**
 * What rows are removed with.
 *
 * @param layout of files that are written without them
 * @param space for sorting
 * @param maxGroupBytes about how many bytes of files are rewritten together
 * @param attempts how often it is planned anew when other commits were in the way
 */
public record RemovalSettings(Layout layout, WorkSpace space, long maxGroupBytes, int attempts) {}
