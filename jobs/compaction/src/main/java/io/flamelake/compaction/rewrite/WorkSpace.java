package io.flamelake.compaction.rewrite;

import java.nio.file.Path;

/**
 * What a rewrite works with.
 *
 * @param folder for sorted rows that memory has no room for
 * @param memoryBytes of rows that are sorted
 * @param deleteBytes of deletes that apply to a data file, about
 */
public record WorkSpace(Path folder, long memoryBytes, long deleteBytes) {}
