package io.flamelake.symbolize.convert;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What llvm-symbolizer says of addresses. */
final class LlvmSymbolizer {
  private static final String UNKNOWN = "??";

  /** A frame; null and 0 stand for what is not known. */
  record Frame(String function, String file, int line, int column) {}

  private LlvmSymbolizer() {}

  /** The frames of each address, innermost first; one frame of nothing if nothing is known. */
  static List<List<Frame>> frames(Path file, long[] addresses) throws IOException {
    Process process =
        new ProcessBuilder("llvm-symbolizer", "--obj=" + file, "--inlines", "--no-demangle")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> ask(process, addresses));
    List<List<Frame>> answers = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      List<Frame> answer = new ArrayList<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.isEmpty()) {
          answers.add(answer);
          answer = new ArrayList<>();
        } else {
          answer.add(frame(line, reader.readLine()));
        }
      }
    }
    asked.join();
    return answers;
  }

  private static void ask(Process process, long[] addresses) {
    try (Writer writer =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8))) {
      for (long address : addresses) {
        writer.write("0x" + Long.toHexString(address) + "\n");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Frame frame(String function, String place) {
    int column = place.lastIndexOf(':');
    int line = place.lastIndexOf(':', column - 1);
    String file = place.substring(0, line);
    return new Frame(
        function.equals(UNKNOWN) ? null : function,
        file.equals(UNKNOWN) ? null : file,
        Integer.parseInt(place.substring(line + 1, column)),
        Integer.parseInt(place.substring(column + 1)));
  }
}
