package io.flamelake.symbolize.index;

/**
 * A part of a program's file that is brought into memory (System V ABI, chapter 5, "Program
 * Header", {@code PT_LOAD}).
 *
 * @param offset where it stands in the file
 * @param size how many bytes of it the file has
 * @param address its virtual address
 */
public record LoadSegment(long offset, long size, long address) {}
