package io.flamelake.symbolize.oracle;

import io.flamelake.symbolize.SymbolSink;

/** Checks that what it is told keeps to the contract, and counts it. */
public final class CheckedSink implements SymbolSink {
  private int functions;
  private int files;
  private int frames;
  private long spans;

  /** How much was told. */
  public long told() {
    return functions + files + frames + spans;
  }

  @Override
  public int function(String name, String systemName, int file, int startLine) {
    checkFile(file);
    require(startLine >= 0, "a line below 0");
    return functions++;
  }

  @Override
  public int file(String path) {
    require(path != null, "a file without a path");
    return files++;
  }

  @Override
  public int frame(int function) {
    require(function >= 0 && function < functions, "an unknown function");
    return frames++;
  }

  @Override
  public int inlined(int caller, int function, int callFile, int callLine, int callColumn) {
    require(caller >= 0 && caller < frames, "an unknown caller");
    checkFile(callFile);
    require(callLine >= 0 && callColumn >= 0, "a place below 0");
    return frame(function);
  }

  @Override
  public void range(int frame, long start, long end) {
    require(frame >= 0 && frame < frames, "an unknown frame");
    checkSpan(start, end);
  }

  @Override
  public void line(long start, long end, int file, int line, int column) {
    checkFile(file);
    require(line >= 0 && column >= 0, "a place below 0");
    checkSpan(start, end);
  }

  private void checkFile(int file) {
    require(file >= NO_FILE && file < files, "an unknown file");
  }

  private void checkSpan(long start, long end) {
    require(Long.compareUnsigned(start, end) < 0, "a range that is empty");
    spans++;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError("told " + otherwise);
    }
  }
}
