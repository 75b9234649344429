package io.flamelake.symbolize;

/**
 * Takes what a reader of debugging information finds in a file: functions, the calls that were
 * inlined into them, the addresses of both, and lines.
 *
 * <p>Addresses are the file's virtual addresses, unsigned; ranges are [start, end). Ids are dense
 * and are those that this sink returned. Texts are as the file has them, names mangled if they are;
 * null where it has none.
 */
public interface SymbolSink {
  /** Stands for the file that is not known, in {@link #inlined} and {@link #line}. */
  int NO_FILE = -1;

  /**
   * A function.
   *
   * @param name its name, qualified by its scopes; null if only the system name is known
   * @param systemName the name that a linker sees; null if only the name is known
   * @param file the file in which it is declared, or {@link #NO_FILE}
   * @param startLine the line at which it is declared, or 0
   * @return its id
   */
  int function(String name, String systemName, int file, int startLine);

  /** The path of a source file; its id is the same for equal paths. */
  int file(String path);

  /**
   * The code of a function that is not inlined.
   *
   * @return a frame's id
   */
  int frame(int function);

  /**
   * The code of a function that is inlined into another's.
   *
   * @param caller the frame into which it is inlined
   * @param callFile the file of the call, or {@link #NO_FILE}
   * @param callLine the line of the call, or 0
   * @param callColumn the column of the call, or 0
   * @return a frame's id
   */
  int inlined(int caller, int function, int callFile, int callLine, int callColumn);

  /**
   * Addresses of a frame. They may overlap those of others: where they do, an inlined frame goes
   * before the one into which it is inlined, and else the one that was told first.
   */
  void range(int frame, long start, long end);

  /**
   * The line of the code at addresses; of overlapping ones the one that was told first holds.
   *
   * @param file the file, or {@link #NO_FILE}
   * @param line the line; 0 if the compiler made the code for none
   * @param column the column, or 0
   */
  void line(long start, long end, int file, int line, int column);
}
