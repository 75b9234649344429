package io.flamelake.symbolize.gopclntab;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.elf.Texts;
import java.nio.ByteBuffer;

/**
 * The table {@code runtime.pclntab} (Go's runtime/symtab.go, runtime/runtime2.go and
 * debug/gosym/pclntab.go): a header, names, files, the encoded tables, and functions by address.
 *
 * <p>Reading beyond its end throws an {@link IndexOutOfBoundsException}, which costs the function
 * that leads there.
 */
final class Table {
  static final int HEADER = 8;
  private static final int MAX_POINTER = 8;

  /** Distances of a function's fields from the one behind its address. */
  private static final int PC_FILE = 16;

  private static final int PC_LINE = 20;
  private static final int PC_DATA_COUNT = 24;
  private static final int UNIT = 28;
  private static final int START_LINE = 32;
  private static final int FUNC_DATA_COUNT = 35;

  private final ByteBuffer bytes;
  private final Version version;
  private final int quantum;
  private final int pointer;
  private final int count;
  private final long headerText;
  private final int names;
  private final int units;
  private final int files;
  private final int pcTables;
  private final int functions;
  private final int functionTable;

  /**
   * Reads the header.
   *
   * @param bytes from the table's beginning, in the file's byte order; more may follow it
   * @throws MalformedFileException if they are no such table
   */
  Table(ByteBuffer bytes) throws MalformedFileException {
    this.bytes = bytes;
    if (bytes.limit() < HEADER + MAX_POINTER * MAX_POINTER) {
      throw new MalformedFileException("Go's table of functions ends within its header");
    }
    this.version = Version.of(bytes.getInt(0));
    this.quantum = bytes.get(6);
    this.pointer = bytes.get(7);
    if (version == null || !isHeader(bytes)) {
      throw new MalformedFileException("Go's table of functions begins with an unknown header");
    }
    this.count = offset(0);
    if (version == Version.GO_1_2) {
      this.headerText = 0;
      this.names = 0;
      this.units = 0;
      this.pcTables = 0;
      this.functions = 0;
      this.functionTable = HEADER + pointer;
      long end = functionTable + (2L * count + 1) * pointer;
      check(end + Integer.BYTES);
      this.files = checked(bytes.getInt((int) end) & 0xFFFFFFFFL);
    } else {
      int text = version.relative() ? 1 : 0;
      this.headerText = version.relative() ? pointer(HEADER + 2 * pointer) : 0;
      this.names = offset(2 + text);
      this.units = offset(3 + text);
      this.files = offset(4 + text);
      this.pcTables = offset(5 + text);
      this.functions = offset(6 + text);
      this.functionTable = functions;
      check(functionTable + (2L * count + 1) * width());
    }
  }

  /** Whether bytes may be the first eight of a table. */
  static boolean isHeader(ByteBuffer bytes) {
    int quantum = bytes.get(6);
    int pointer = bytes.get(7);
    return bytes.getShort(4) == 0
        && (quantum == 1 || quantum == 2 || quantum == 4)
        && (pointer == Integer.BYTES || pointer == Long.BYTES);
  }

  private int offset(int word) throws MalformedFileException {
    return checked(pointer(HEADER + word * pointer));
  }

  private int checked(long offset) throws MalformedFileException {
    check(offset);
    return (int) offset;
  }

  private void check(long offset) throws MalformedFileException {
    if (offset < 0 || offset > bytes.limit()) {
      throw new MalformedFileException(
          "Go's table of functions points to " + offset + ", beyond its end at " + bytes.limit());
    }
  }

  private long pointer(int at) {
    return pointer == Long.BYTES ? bytes.getLong(at) : bytes.getInt(at) & 0xFFFFFFFFL;
  }

  Version version() {
    return version;
  }

  int quantum() {
    return quantum;
  }

  /** How many bytes an address has. */
  int pointer() {
    return pointer;
  }

  int count() {
    return count;
  }

  int size() {
    return bytes.limit();
  }

  /** Where the names begin. */
  int namesOffset() {
    return names;
  }

  /** Where the code begins, or 0 if the header does not say. */
  long headerText() {
    return headerText;
  }

  /** The bytes of a number in the table of functions. */
  private int width() {
    return version.relative() ? Integer.BYTES : pointer;
  }

  private long number(int index) {
    int at = functionTable + index * width();
    return width() == Long.BYTES ? bytes.getLong(at) : bytes.getInt(at) & 0xFFFFFFFFL;
  }

  /**
   * A function's address, or its distance from the beginning of the code; of the last one, the end.
   */
  long entry(int index) {
    return number(2 * index);
  }

  /** Where the fields behind a function's address are. */
  int function(int index) throws MalformedFileException {
    long offset = number(2 * index + 1);
    check(offset);
    return checked(functions + offset + (version.relative() ? Integer.BYTES : pointer));
  }

  String name(int function) throws MalformedFileException {
    return nameAt(bytes.getInt(function));
  }

  String nameAt(int offset) throws MalformedFileException {
    return Texts.at(bytes, names + (offset & 0xFFFFFFFFL));
  }

  /** Whether a name begins there: the one before it has ended. */
  boolean hasNameAt(int offset) {
    int at = names + offset;
    return offset >= 0
        && offset < bytes.limit() - names
        && (offset == 0 || bytes.get(at - 1) == 0)
        && bytes.get(at) != 0;
  }

  int startLine(int function) {
    return version == Version.GO_1_20 ? bytes.getInt(function + START_LINE) : 0;
  }

  void readFiles(int function, PcValues into) throws MalformedFileException {
    read(bytes.getInt(function + PC_FILE), into);
  }

  void readLines(int function, PcValues into) throws MalformedFileException {
    read(bytes.getInt(function + PC_LINE), into);
  }

  /** Reads the table of one kind of data that holds for addresses; none if there is none. */
  void readData(int function, int kind, PcValues into) throws MalformedFileException {
    boolean there = kind < dataCount(function);
    read(there ? bytes.getInt(dataStart(function) + kind * Integer.BYTES) : 0, into);
  }

  /** The distance of a function's data of a kind; -1 if it has none. Only from Go 1.18 on. */
  long functionData(int function, int kind) throws MalformedFileException {
    if (kind >= (bytes.get(dataStart(function) - 1) & 0xFF)) {
      return -1;
    }
    long at = dataStart(function) + (dataCount(function) + (long) kind) * Integer.BYTES;
    int offset = bytes.getInt(checked(at));
    return offset == -1 ? -1 : offset & 0xFFFFFFFFL;
  }

  private long dataCount(int function) {
    return bytes.getInt(function + PC_DATA_COUNT) & 0xFFFFFFFFL;
  }

  private int dataStart(int function) {
    return function + FUNC_DATA_COUNT + 1 + (version == Version.GO_1_20 ? Integer.BYTES : 0);
  }

  private void read(int offset, PcValues into) throws MalformedFileException {
    if (offset == 0) {
      into.clear();
    } else {
      into.read(bytes, checked(pcTables + (offset & 0xFFFFFFFFL)), quantum);
    }
  }

  /** Where a file's path stands, by which it is known; -1 if there is none. */
  long file(int function, int number) throws MalformedFileException {
    if (number < 0) {
      return -1;
    }
    if (!version.filesPerUnit()) {
      return bytes.getInt(checked(files + (long) number * Integer.BYTES)) & 0xFFFFFFFFL;
    }
    long unit = bytes.getInt(function + UNIT) & 0xFFFFFFFFL;
    int offset = bytes.getInt(checked(units + (unit + number) * Integer.BYTES));
    return offset == -1 ? -1 : files + (offset & 0xFFFFFFFFL);
  }

  String path(long file) throws MalformedFileException {
    return Texts.at(bytes, file);
  }
}
