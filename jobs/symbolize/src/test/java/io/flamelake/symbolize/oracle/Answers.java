package io.flamelake.symbolize.oracle;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

/**
 * Answers of llvm-symbolizer as they are recorded for fixtures: for each run of addresses with the
 * same frames a line with the first and last of them, then the frames, then an empty line.
 */
public record Answers(long[] addresses, List<List<Symbol>> frames) {
  /** Reads what {@link RecordAnswers} wrote. */
  public static Answers read(InputStream compressed) throws IOException {
    List<List<Symbol>> frames = new ArrayList<>();
    LongStream.Builder addresses = LongStream.builder();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new GZIPInputStream(compressed), StandardCharsets.UTF_8))) {
      for (String run = in.readLine(); run != null; run = in.readLine()) {
        List<String> block = new ArrayList<>();
        for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
          block.add(line);
        }
        block.add("");
        List<Symbol> answer = LlvmSymbolizer.parse(block).get(0);
        String[] ends = run.split(" ");
        for (long a = Long.parseLong(ends[0], 16); a <= Long.parseLong(ends[1], 16); a++) {
          addresses.add(a);
          frames.add(answer);
        }
      }
    }
    return new Answers(addresses.build().toArray(), frames);
  }
}
