package io.flamelake.symbolize.resolve;

import io.flamelake.symbolize.sources.Unavailable;

/**
 * Frames of a stack that stay as they are.
 *
 * @param buildId as the frames have it
 * @param reason why they do
 * @param frames how many
 */
public record Unresolved(String buildId, Unavailable reason, int frames) {}
