package io.flamelake.compaction.maintenance;

import java.time.Instant;

/**
 * What one action did to one table.
 *
 * @param runId the same for all that was done to a table at one go
 * @param requestId of the deletion request that it was done for, null if for none
 * @param message why it is not done, or what was done beside what is counted; empty if nothing
 */
public record HistoryEntry(
    Instant started,
    Instant finished,
    String runId,
    String table,
    String action,
    String requestId,
    Outcome outcome,
    Counts counts,
    String message) {}
