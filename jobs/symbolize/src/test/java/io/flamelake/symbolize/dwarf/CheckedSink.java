package io.flamelake.symbolize.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.symbolize.SymbolSink;

/** Checks that what it is told keeps to the contract, and counts it. */
final class CheckedSink implements SymbolSink {
  private int functions;
  private int files;
  private int frames;
  private long spans;

  long told() {
    return functions + files + frames + spans;
  }

  @Override
  public int function(String name, String systemName, int file, int startLine) {
    checkFile(file);
    assertThat(startLine).isNotNegative();
    return functions++;
  }

  @Override
  public int file(String path) {
    assertThat(path).isNotNull();
    return files++;
  }

  @Override
  public int frame(int function) {
    assertThat(function).isBetween(0, functions - 1);
    return frames++;
  }

  @Override
  public int inlined(int caller, int function, int callFile, int callLine, int callColumn) {
    assertThat(caller).isBetween(0, frames - 1);
    checkFile(callFile);
    assertThat(callLine).isNotNegative();
    assertThat(callColumn).isNotNegative();
    return frame(function);
  }

  @Override
  public void range(int frame, long start, long end) {
    assertThat(frame).isBetween(0, frames - 1);
    checkSpan(start, end);
  }

  @Override
  public void line(long start, long end, int file, int line, int column) {
    checkFile(file);
    assertThat(line).isNotNegative();
    assertThat(column).isNotNegative();
    checkSpan(start, end);
  }

  private void checkFile(int file) {
    assertThat(file).isBetween(NO_FILE, files - 1);
  }

  private void checkSpan(long start, long end) {
    assertThat(Long.compareUnsigned(start, end)).isNegative();
    spans++;
  }
}
