package io.flamelake.ingest.labels;

/**
 * What the labels of a record say.
 *
 * @param profileName the label {@code __name__}, or null
 * @param isDelta the label {@code __delta__} is {@code false}: nothing is to be subtracted any more
 */
public record LabelHeader(Series series, String profileName, boolean isDelta) {}
