package io.flamelake.symbolize.store;

import java.time.Instant;

/**
 * What the store has of a build.
 *
 * @param buildId the build id under which its files are stored
 * @param executableBytes the length of the program; 0 if the store does not have it
 * @param debuginfoBytes the length of the detached file; 0 if the store does not have it
 * @param indexBytes the length of the index of these files; 0 if it is still to be made
 * @param modified when the last of the files was stored
 */
public record StoredBuild(
    String buildId, long executableBytes, long debuginfoBytes, long indexBytes, Instant modified) {}
