package io.flamelake.symbolize.operators;

/**
 * What became of a build that may be there now.
 *
 * @param at when its index was loaded, milliseconds since 1970-01-01 UTC
 * @param found whether it was
 * @param reason why not, as metrics have it
 */
public record LoadedBuild(String buildId, long at, boolean found, String reason) {}
