package io.flamelake.symbolize.oracle;

import io.flamelake.symbolize.elf.AddressRanges;
import io.flamelake.symbolize.elf.ElfFile;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Records the answers of llvm-symbolizer for every address of the code of fixtures, compressed
 * files named on the command line, beside each of them.
 */
final class RecordAnswers {
  private RecordAnswers() {}

  public static void main(String[] args) throws Exception {
    for (String fixture : args) {
      Path folder = Files.createTempDirectory("record");
      Path file = folder.resolve("fixture");
      try (InputStream in = new GZIPInputStream(Files.newInputStream(Path.of(fixture)))) {
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      }
      Path shown = Files.createDirectory(folder.resolve("shown"));
      Path copy = LlvmSymbolizer.withoutSymbols(file, shown);
      record(copy, Path.of(fixture.replaceFirst("\\.gz$", ".answers.gz")));
      Files.delete(copy);
      Files.delete(shown);
      Files.delete(file);
      Files.delete(folder);
    }
  }

  private static void record(Path file, Path into) throws Exception {
    long[] addresses;
    try (ElfFile elf = ElfFile.open(file)) {
      addresses = all(elf.executableRanges());
    }
    List<List<Symbol>> answers = LlvmSymbolizer.ask(file, addresses);
    try (Writer out =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(into)), StandardCharsets.UTF_8)) {
      int first = 0;
      for (int i = 1; i <= addresses.length; i++) {
        if (i == addresses.length || !answers.get(i).equals(answers.get(first))) {
          out.write("%x %x\n".formatted(addresses[first], addresses[i - 1]));
          for (Symbol frame : answers.get(first)) {
            out.write(frame.name() == null ? "??" : frame.name());
            out.write(
                "\n%s:%d:%d\n"
                    .formatted(
                        frame.file() == null ? "??" : frame.file(), frame.line(), frame.column()));
          }
          out.write("\n");
          first = i;
        }
      }
    }
  }

  private static long[] all(AddressRanges ranges) {
    LongStream.Builder addresses = LongStream.builder();
    for (int i = 0; i < ranges.count(); i++) {
      LongStream.range(ranges.start(i), ranges.end(i)).forEach(addresses);
    }
    return addresses.build().toArray();
  }
}
