/** Reads ELF files: sections, segments, symbols, build ids and links to debugging information. */
package io.flamelake.symbolize.elf;
