package io.flamelake.compaction.rewrite;

import java.nio.file.Path;

/**
 * What a rewrite works with.
 *
 * @param folder for sorted rows that memory has no room for
 * @param memoryBytes of rows that are sorted
 */
public record WorkSpace(Path folder, long memoryBytes) {}
