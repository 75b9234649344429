package io.flamelake.symbolize.gopclntab;

import io.flamelake.symbolize.elf.ElfImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the table of a Go program of two functions, {@code main.main} with a call of {@code
 * lib.add} inlined, which has one of {@code lib.inner} inlined, and {@code main.other}; in every
 * layout, as Go's linker (cmd/link/internal/ld/pcln.go) describes them.
 */
final class TestProgram {
  static final long TEXT = 0x401000;
  static final long TABLE = 0x500000;
  private static final int PROGBITS = 1;
  private static final int DATA_FLAGS = 2;
  private static final int CODE_FLAGS = 6;
  private static final long MODULE = 0x600000;
  private static final long FUNC_DATA = 0x700000;
  private static final int TREE = 0x10;
  private static final List<String> FILES = List.of("/src/a.go", "/src/b.go", "/src/c.go");

  /** End, file, line, inlined call. */
  private static final int[][] MAIN = {
    {0x0C, 0, 10, -1},
    {0x10, 0, 11, -1},
    {0x1C, 1, 5, 0},
    {0x20, 1, 6, 0},
    {0x28, 2, 7, 1},
    {0x3C, 0, 12, -1}
  };

  private static final int[][] OTHER = {{0x20, 0, 20, -1}};
  private static final int CODE = 0x60;

  private final Version version;
  private final ByteOrder order;
  private final int pointer;
  private final int quantum;
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final ByteBuffer out;
  private int namesAt;
  private int pcTablesAt;
  private boolean textInHeader = true;

  TestProgram(Version version, ByteOrder order, int pointer, int quantum) {
    this.version = version;
    this.order = order;
    this.pointer = pointer;
    this.quantum = quantum;
    this.out = ByteBuffer.allocate(1024).order(order);
  }

  /** The header does not say where the code begins, as in later releases. */
  TestProgram withoutTextInHeader() {
    textInHeader = false;
    return this;
  }

  ByteBuffer elf(String section) {
    byte[] table = table();
    ElfImage elf = new ElfImage(pointer == Long.BYTES, order);
    add(elf, ".text", CODE_FLAGS, TEXT, new byte[CODE]);
    add(elf, ".rodata", DATA_FLAGS, FUNC_DATA, functionData());
    add(elf, section, DATA_FLAGS, TABLE, table);
    add(elf, ".noptrdata", DATA_FLAGS, MODULE, moduleData());
    return ByteBuffer.wrap(elf.image()).order(order);
  }

  private static void add(ElfImage elf, String name, int flags, long address, byte[] bytes) {
    elf.section(name, PROGBITS, flags, address, elf.bytes().raw(bytes));
  }

  byte[] table() {
    boolean old = version == Version.GO_1_2;
    int words = version.relative() ? 8 : 7;
    int functionsAt = old ? 0 : 512;
    out.putInt(magic()).put((byte) 0).put((byte) 0).put((byte) quantum).put((byte) pointer);
    word(2);
    int functionTable = old ? out.position() : functionsAt;
    namesAt = old ? 0 : Table.HEADER + words * pointer;
    out.position(old ? functionTable + 5 * pointer + Integer.BYTES : namesAt);
    out.put((byte) 0);
    for (String name : List.of("main.main", "lib.add", "lib.inner", "main.other")) {
      names.put(name, out.position() - namesAt);
      text(name);
    }
    int unitsAt = align();
    out.position(unitsAt + FILES.size() * Integer.BYTES);
    int filesAt = writeFiles(old, unitsAt);
    pcTablesAt = old ? 0 : align();
    out.put((byte) 0);
    int main = writeFunction("main.main", 0, functionsAt, MAIN, old ? 0 : 560);
    int other = writeFunction("main.other", 0x40, functionsAt, OTHER, old ? 0 : 700);
    writeHeader(unitsAt, filesAt, functionsAt, words);
    writeFunctionTable(functionTable, main - functionsAt, other - functionsAt);
    if (old) {
      out.putInt(functionTable + 5 * pointer, filesAt);
    }
    return out.array();
  }

  private int magic() {
    return switch (version) {
      case GO_1_2 -> 0xFFFFFFFB;
      case GO_1_16 -> 0xFFFFFFFA;
      case GO_1_18 -> 0xFFFFFFF0;
      case GO_1_20 -> 0xFFFFFFF1;
    };
  }

  private int align() {
    out.position(out.position() + 7 & -8);
    return out.position();
  }

  private void text(String text) {
    out.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
  }

  private void word(long value) {
    if (pointer == Long.BYTES) {
      out.putLong(value);
    } else {
      out.putInt((int) value);
    }
  }

  /** In the oldest layout a count and where paths are; else, for the one unit, where paths are. */
  private int writeFiles(boolean old, int unitsAt) {
    int table = old ? align() : 0;
    if (old) {
      out.putInt(FILES.size() + 1);
      out.position(out.position() + FILES.size() * Integer.BYTES);
    }
    int filesAt = out.position();
    for (int i = 0; i < FILES.size(); i++) {
      if (old) {
        out.putInt(table + (i + 1) * Integer.BYTES, out.position());
      } else {
        out.putInt(unitsAt + i * Integer.BYTES, out.position() - filesAt);
      }
      text(FILES.get(i));
    }
    return old ? table : filesAt;
  }

  private int writeFunction(String name, int entry, int base, int[][] rows, int fixedAt) {
    boolean old = version == Version.GO_1_2;
    int files = values(rows, 1, old ? 1 : 0);
    int lines = values(rows, 2, 0);
    int calls = values(rows, 3, 0);
    int resume = out.position();
    int at = fixedAt == 0 ? align() : fixedAt;
    out.position(at);
    if (version.relative()) {
      out.putInt(entry);
    } else {
      word(TEXT + entry);
    }
    boolean inlined = rows == MAIN;
    out.putInt(names.get(name)).putInt(0).putInt(0).putInt(0).putInt(files).putInt(lines);
    out.putInt(3).putInt(0);
    if (version == Version.GO_1_20) {
      out.putInt(inlined ? 9 : 19);
    }
    out.put((byte) 0).put((byte) 0).put((byte) 0).put((byte) (inlined ? 4 : 0));
    out.putInt(0).putInt(0).putInt(inlined ? calls : 0);
    out.putInt(-1).putInt(-1).putInt(-1).putInt(TREE);
    out.position(fixedAt == 0 ? out.position() : resume);
    return at;
  }

  /** Writes a table of values and returns where it is. */
  private int values(int[][] rows, int column, int base) {
    int at = out.position() - pcTablesAt;
    int last = -1;
    int pc = 0;
    for (int i = 0; i < rows.length; i++) {
      int value = rows[i][column] + base;
      if (i + 1 == rows.length || rows[i + 1][column] + base != value) {
        varint((value - last) << 1 ^ (value - last) >> 31);
        varint((rows[i][0] - pc) / quantum);
        last = value;
        pc = rows[i][0];
      }
    }
    out.put((byte) 0);
    return at;
  }

  private void varint(int value) {
    int rest = value;
    while (rest > 0x7F) {
      out.put((byte) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    out.put((byte) rest);
  }

  private void writeHeader(int unitsAt, int filesAt, int functionsAt, int words) {
    if (version == Version.GO_1_2) {
      return;
    }
    out.position(Table.HEADER + pointer);
    word(FILES.size());
    if (words == 8) {
      word(textInHeader ? TEXT : 0);
    }
    word(namesAt);
    word(unitsAt);
    word(filesAt);
    word(pcTablesAt);
    word(functionsAt);
  }

  private void writeFunctionTable(int at, int main, int other) {
    out.position(at);
    long[] rows = {0, main, 0x40, other, CODE};
    for (int i = 0; i < rows.length; i++) {
      if (version.relative()) {
        out.putInt((int) rows[i]);
      } else {
        word(i % 2 == 0 ? TEXT + rows[i] : rows[i]);
      }
    }
  }

  /** The two inlined calls. */
  private byte[] functionData() {
    ByteBuffer data = ByteBuffer.allocate(64).order(order).position(TREE);
    if (version == Version.GO_1_20) {
      data.putInt(0).putInt(names.get("lib.add")).putInt(0x0C).putInt(4);
      data.putInt(0).putInt(names.get("lib.inner")).putInt(0x1C).putInt(3);
    } else {
      data.putShort((short) -1).putShort((short) 0).putInt(0).putInt(11);
      data.putInt(names.get("lib.add")).putInt(0x0C);
      data.putShort((short) 0).putShort((short) 0).putInt(1).putInt(6);
      data.putInt(names.get("lib.inner")).putInt(0x1C);
    }
    return data.array();
  }

  private byte[] moduleData() {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (int i = 0; i < 60; i++) {
      long value =
          switch (i) {
            case 0 -> TABLE;
            case 1 -> TABLE + namesAt;
            case 22 -> TEXT;
            case 38 -> version == Version.GO_1_18 ? FUNC_DATA : 0;
            case 40 -> version == Version.GO_1_20 ? FUNC_DATA : 0;
            default -> i;
          };
      ByteBuffer word = ByteBuffer.allocate(Long.BYTES).order(order);
      if (pointer == Long.BYTES) {
        word.putLong(value);
      } else {
        word.putInt((int) value);
      }
      data.write(word.array(), 0, pointer);
    }
    return data.toByteArray();
  }
}
