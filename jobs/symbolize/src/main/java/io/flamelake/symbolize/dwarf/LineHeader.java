package io.flamelake.symbolize.dwarf;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.SymbolSink;
import java.util.Arrays;

/**
 * What stands before the rows of a line table (6.2.4): how the rows are written, and the names of
 * folders and files. Names are read when they are needed, and joined as LLVM joins them: a path
 * that is not absolute goes after its folder, and that after the folder of the compilation.
 */
final class LineHeader {
  private static final int NOT_TOLD = -2;

  final Encoding encoding;
  final int minimumLength;
  final int lineBase;
  final int lineRange;
  final int[] operands;
  final int program;
  final int end;

  private final Unit unit;
  private final String compilationDir;
  private final LineNames folders;
  private final LineNames files;
  private int[] told = {};

  LineHeader(Unit unit, Layout layout, LineNames folders, LineNames files) {
    this.unit = unit;
    this.compilationDir = unit.compilationDir;
    this.encoding = layout.encoding();
    this.minimumLength = layout.minimumLength();
    this.lineBase = layout.lineBase();
    this.lineRange = layout.lineRange();
    this.operands = layout.operands();
    this.program = layout.program();
    this.end = layout.end();
    this.folders = folders;
    this.files = files;
  }

  /**
   * How the rows are written.
   *
   * @param operands how many numbers follow each standard opcode, by opcode; its length is the
   *     first special opcode
   * @param program where the rows begin in the section
   * @param end where they end
   */
  record Layout(
      Encoding encoding,
      int minimumLength,
      int lineBase,
      int lineRange,
      int[] operands,
      int program,
      int end) {}

  /** How many folders and files it names. */
  int names() {
    return folders.size() + files.size();
  }

  /** Adds a file that the rows themselves bring (6.2.5.3, before version 5). */
  void addFile(int name, long folder) {
    files.add(Form.STRING, name, folder);
  }

  /** The sink's id of a file by its number in the table; {@link SymbolSink#NO_FILE} if unknown. */
  int file(long number, SymbolSink sink, Budget text) {
    long index = encoding.version() >= 5 ? number : number - 1;
    if (index < 0 || index >= files.size()) {
      return SymbolSink.NO_FILE;
    }
    int i = (int) index;
    if (i >= told.length) {
      int known = told.length;
      told = Arrays.copyOf(told, Math.max(files.size(), 2 * known));
      Arrays.fill(told, known, told.length, NOT_TOLD);
    }
    if (told[i] == NOT_TOLD) {
      String path = path(i, text);
      told[i] = path == null ? SymbolSink.NO_FILE : sink.file(path);
    }
    return told[i];
  }

  private String path(int file, Budget text) {
    try {
      String name = files.text(unit, file);
      if (name == null) {
        return null;
      }
      String path = isAbsolute(name) ? name : inFolder(files.folder(file), name);
      text.spend(path.length());
      return path;
    } catch (MalformedFileException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  private String inFolder(long number, String name) throws MalformedFileException {
    long index = encoding.version() >= 5 ? number : number - 1;
    String folder = "";
    if (index >= 0 && index < folders.size()) {
      String known = folders.text(unit, (int) index);
      folder = known == null ? "" : known;
    }
    if (!isAbsolute(folder) && compilationDir != null) {
      folder = join(compilationDir, folder);
    }
    return join(folder, name);
  }

  private static String join(String folder, String name) {
    if (folder.isEmpty() || name.isEmpty()) {
      return folder + name;
    }
    if (folder.endsWith("/")) {
      return folder + (name.startsWith("/") ? name.substring(1) : name);
    }
    return name.startsWith("/") ? folder + name : folder + "/" + name;
  }

  private static boolean isAbsolute(String path) {
    return path.startsWith("/")
        || path.startsWith("\\\\")
        || path.length() > 2
            && path.charAt(1) == ':'
            && (path.charAt(2) == '/' || path.charAt(2) == '\\');
  }
}
