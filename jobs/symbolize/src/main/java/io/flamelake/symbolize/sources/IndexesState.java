package io.flamelake.symbolize.sources;

import java.util.List;

/**
 * What {@link Indexes} holds at a moment.
 *
 * @param indexes how many indexes are in memory
 * @param bytes how many bytes they take
 * @param evictions how many were dropped for others since the start
 * @param missing of how many builds it is remembered that there is no index
 * @param loading how many builds are waited for
 * @param openBreakers the names of the sources that are not asked because they failed
 */
public record IndexesState(
    int indexes, long bytes, long evictions, int missing, int loading, List<String> openBreakers) {}
