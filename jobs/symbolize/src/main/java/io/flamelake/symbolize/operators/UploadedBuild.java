package io.flamelake.symbolize.operators;

/**
 * A build that new files have come for, or may have come for.
 *
 * @param buildId as it was told, or normalised
 * @param at when, milliseconds since 1970-01-01 UTC
 */
public record UploadedBuild(String buildId, long at) {}
