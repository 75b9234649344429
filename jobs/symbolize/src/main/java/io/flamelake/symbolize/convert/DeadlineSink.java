package io.flamelake.symbolize.convert;

import io.flamelake.symbolize.SymbolSink;
import java.time.Duration;

/** Passes on what is told until the time is over. */
final class DeadlineSink implements SymbolSink {
  /** How many calls go by between looks at the clock. */
  private static final int CALLS = 1024;

  private final SymbolSink sink;
  private final Duration time;
  private final long start = System.nanoTime();
  private int calls;

  /** Thrown to the reader that is telling. */
  static final class TimeOverException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TimeOverException(Duration time) {
      super("making the index takes longer than the limit of " + time.toSeconds() + " s");
    }
  }

  DeadlineSink(SymbolSink sink, Duration time) {
    this.sink = sink;
    this.time = time;
  }

  private void check() {
    calls++;
    if (calls % CALLS == 0 && System.nanoTime() - start > time.toNanos()) {
      throw new TimeOverException(time);
    }
  }

  @Override
  public int function(String name, String systemName, int file, int startLine) {
    check();
    return sink.function(name, systemName, file, startLine);
  }

  @Override
  public int file(String path) {
    check();
    return sink.file(path);
  }

  @Override
  public int frame(int function) {
    check();
    return sink.frame(function);
  }

  @Override
  public int inlined(int caller, int function, int callFile, int callLine, int callColumn) {
    check();
    return sink.inlined(caller, function, callFile, callLine, callColumn);
  }

  @Override
  public void range(int frame, long start, long end) {
    check();
    sink.range(frame, start, end);
  }

  @Override
  public void line(long start, long end, int file, int line, int column) {
    check();
    sink.line(start, end, file, line, column);
  }
}
