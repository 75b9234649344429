package io.flamelake.symbolize.elf;

import io.flamelake.symbolize.MalformedFileException;
import java.nio.ByteBuffer;

/**
 * A table of symbols (System V ABI, chapter 4, "Symbol Table"). Nothing is kept per symbol: each
 * question reads the file's bytes. Index 0 is the null symbol.
 */
public final class ElfSymbols {
  /** Types of symbols. */
  public static final int TYPE_NONE = 0;

  public static final int TYPE_OBJECT = 1;
  public static final int TYPE_FUNCTION = 2;
  public static final int TYPE_SECTION = 3;
  public static final int TYPE_FILE = 4;
  public static final int TYPE_TLS = 6;
  public static final int TYPE_IFUNC = 10;

  /** Bindings of symbols. */
  public static final int BINDING_LOCAL = 0;

  public static final int BINDING_GLOBAL = 1;
  public static final int BINDING_WEAK = 2;

  /** Sections of symbols that are not defined, and of those whose value is no address. */
  public static final int SECTION_UNDEFINED = 0;

  public static final int SECTION_ABSOLUTE = 0xfff1;
  public static final int SECTION_COMMON = 0xfff2;
  private static final int SECTION_ELSEWHERE = 0xffff;

  private static final int NARROW = 16;
  private static final int WIDE = 24;

  private final ByteBuffer table;
  private final ByteBuffer names;
  private final ByteBuffer indices;
  private final boolean wide;
  private final int entry;

  ElfSymbols(ByteBuffer table, ByteBuffer names, ByteBuffer indices, boolean wide) {
    this.table = table;
    this.names = names;
    this.indices = indices;
    this.wide = wide;
    this.entry = wide ? WIDE : NARROW;
  }

  /** How many symbols there are, the null symbol among them. */
  public int count() {
    return table.limit() / entry;
  }

  /** Where the name stands in {@link #names}. */
  public long nameOffset(int index) {
    return table.getInt(index * entry) & 0xffffffffL;
  }

  /** The name, empty if there is none; an error if the file has no text there. */
  public String name(int index) throws MalformedFileException {
    long offset = nameOffset(index);
    return offset == 0 ? "" : Texts.at(names, offset);
  }

  /** The table of names. */
  public ByteBuffer names() {
    return names;
  }

  public long value(int index) {
    int at = index * entry;
    return wide ? table.getLong(at + 8) : table.getInt(at + 4) & 0xffffffffL;
  }

  public long size(int index) {
    int at = index * entry;
    return wide ? table.getLong(at + 16) : table.getInt(at + 8) & 0xffffffffL;
  }

  public int type(int index) {
    return info(index) & 0xf;
  }

  public int binding(int index) {
    return info(index) >> 4 & 0xf;
  }

  /** The visibility: 0 default, 1 internal, 2 hidden, 3 protected. */
  public int visibility(int index) {
    return table.get(index * entry + (wide ? 5 : 13)) & 3;
  }

  /** The index of the section to which the value belongs, or one of {@code SECTION_...}. */
  public int section(int index) {
    int section = table.getShort(index * entry + (wide ? 6 : 14)) & 0xffff;
    boolean elsewhere = section == SECTION_ELSEWHERE && indices != null;
    return elsewhere && index < indices.limit() / Integer.BYTES
        ? indices.getInt(index * Integer.BYTES)
        : section;
  }

  private int info(int index) {
    return table.get(index * entry + (wide ? 4 : 12));
  }
}
