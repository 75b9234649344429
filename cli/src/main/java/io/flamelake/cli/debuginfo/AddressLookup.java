package io.flamelake.cli.debuginfo;

import io.flamelake.cli.errors.CommandException;
import io.flamelake.symbolize.index.FrameCursor;
import io.flamelake.symbolize.index.SymbolIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks addresses up in one index, for people. */
public final class AddressLookup {
  /** What a row of {@link #rows} tells. */
  public static final List<String> COLUMNS =
      List.of("address", "inlined", "line", "column", "file", "function");

  private final SymbolIndex index;
  private final FrameCursor cursor;
  private final boolean offsets;
  private final boolean systemNames;

  /**
   * @param offsets whether addresses are offsets in the program's file
   * @param systemNames whether functions are named as linkers see them
   */
  public AddressLookup(SymbolIndex index, boolean offsets, boolean systemNames) {
    this.index = index;
    this.cursor = index.cursor();
    this.offsets = offsets;
    this.systemNames = systemNames;
    if (offsets && !index.hasSegments()) {
      throw CommandException.failed(
          "only the program itself tells what its offsets stand for, not its detached file:"
              + " look them up in the program, with --debug-file");
    }
  }

  /** An address as people write it: {@code 0x401a2b}. */
  public static long parse(String text) {
    try {
      if (text.startsWith("0x") || text.startsWith("0X")) {
        return Long.parseUnsignedLong(text.substring(2), 16);
      }
    } catch (NumberFormatException e) {
      throw CommandException.usage("'%s' is no address such as 0x401a2b".formatted(text));
    }
    throw CommandException.usage("'%s' is no address such as 0x401a2b".formatted(text));
  }

  /** The frames of an address, innermost first; one of nulls if it is not known. */
  public List<List<Object>> rows(long address) {
    String shown = "0x" + Long.toHexString(address);
    long virtual = offsets ? index.virtualAddress(address) : address;
    int depth = virtual == SymbolIndex.NO_ADDRESS ? 0 : cursor.lookup(virtual);
    if (depth == 0) {
      return List.of(Arrays.asList(shown, null, null, null, null, null));
    }
    List<List<Object>> rows = new ArrayList<>(depth);
    for (int i = 0; i < depth; i++) {
      rows.add(
          Arrays.asList(
              shown,
              cursor.inlined(i),
              known(cursor.line(i)),
              known(cursor.column(i)),
              index.path(cursor.file(i)),
              name(cursor.function(i))));
    }
    return rows;
  }

  private String name(int function) {
    String name = index.functionName(function);
    String systemName = index.systemName(function);
    return systemName != null && (systemNames || name == null) ? systemName : name;
  }

  private static Integer known(int number) {
    return number == 0 ? null : number;
  }
}
