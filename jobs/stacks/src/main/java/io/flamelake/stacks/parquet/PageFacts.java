package io.flamelake.stacks.parquet;

/**
 * What a page's header tells.
 *
 * @param textBytes bytes of all texts without their lengths, 0 for numbers
 */
record PageFacts(int rows, int nulls, long textBytes) {}
