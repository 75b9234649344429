package io.flamelake.symbolize.elf;

/**
 * Where the debugging information of this file stands, as {@code .gnu_debuglink} says.
 *
 * @param name the name of the file, without a folder
 * @param crc the CRC-32 of its bytes, as {@link java.util.zip.CRC32} makes it
 */
public record DebugLink(String name, int crc) {}
