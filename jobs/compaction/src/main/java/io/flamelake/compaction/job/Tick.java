package io.flamelake.compaction.job;

/**
 * It is time to look whether something is due.
 *
 * @param table name of the table
 */
public record Tick(String table) {}
