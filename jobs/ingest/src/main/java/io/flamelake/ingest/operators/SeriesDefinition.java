package io.flamelake.ingest.operators;

import java.util.Map;

/**
 * A series as it is first seen on a day: a row of the table {@code series}.
 *
 * @param day days since 1970-01-01 UTC
 */
public record SeriesDefinition(
    int day, String serviceName, long seriesId, Map<String, String> labels) {}
