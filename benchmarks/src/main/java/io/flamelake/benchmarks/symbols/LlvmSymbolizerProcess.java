package io.flamelake.benchmarks.symbols;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** A running llvm-symbolizer that is asked for addresses of one program. */
final class LlvmSymbolizerProcess implements Closeable {
  private static final String NAME = "llvm-symbolizer";
  private static final String PEAK = "VmHWM:";
  private static final int KIBI = 1024;

  private final Process process;
  private final Writer questions;
  private final BufferedReader answers;

  LlvmSymbolizerProcess(Path program) throws IOException {
    this.process =
        new ProcessBuilder(
                NAME, "--no-demangle", "--inlines", "--functions=linkage", "--obj=" + program)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.questions = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
  }

  static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, NAME)));
  }

  /** Asks for addresses, and tells how many frames they have together. */
  long ask(long[] addresses) throws IOException {
    Thread asking = new Thread(() -> write(addresses), NAME);
    asking.start();
    long lines = 0;
    for (int answered = 0; answered < addresses.length; ) {
      String line = answers.readLine();
      if (line == null) {
        throw new IOException(NAME + " ended early");
      }
      answered += line.isEmpty() ? 1 : 0;
      lines += line.isEmpty() ? 0 : 1;
    }
    return lines / 2;
  }

  private void write(long[] addresses) {
    try {
      for (long address : addresses) {
        questions.write("0x" + Long.toHexString(address) + "\n");
      }
      questions.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What it has used of processors until now. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L) / 1e9;
  }

  /** The most memory it has held, as Linux tells it; 0 elsewhere. */
  long peakBytes() throws IOException {
    Path status = Path.of("/proc/" + process.pid() + "/status");
    if (!Files.exists(status)) {
      return 0;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith(PEAK))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIBI)
        .sum();
  }

  @Override
  public void close() throws IOException {
    questions.close();
    process.destroy();
  }
}
