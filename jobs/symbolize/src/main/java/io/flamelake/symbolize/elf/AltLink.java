package io.flamelake.symbolize.elf;

/**
 * The file with the debugging information that this one shares with others, as dwz makes it and
 * {@code .gnu_debugaltlink} names it.
 *
 * @param name its path, seen from this file's folder if it is relative
 * @param buildId its GNU build id in hexadecimal
 */
public record AltLink(String name, String buildId) {}
