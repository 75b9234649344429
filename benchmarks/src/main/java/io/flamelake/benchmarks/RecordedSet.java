package io.flamelake.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Recorded profiles of one kind: {@code kind} is a folder and the start of file names, such as
 * {@code go/cpu}, below the folder that the property {@value #FOLDER} names.
 *
 * @param gzip the files as they are
 * @param plain their content
 */
record RecordedSet(String kind, List<byte[]> gzip, List<byte[]> plain) {

  static final String FOLDER = "flamelake.profiles";
  private static final String BUNDLED = "examples/profiles";

  static RecordedSet load(String kind) throws IOException {
    Path prefix = folder().resolve(kind);
    try (Stream<Path> files = Files.list(prefix.getParent())) {
      List<byte[]> gzip =
          files
              .filter(f -> f.getFileName().toString().startsWith(prefix.getFileName() + "-"))
              .sorted()
              .map(RecordedSet::bytes)
              .toList();
      return new RecordedSet(kind, gzip, gzip.stream().map(RecordedSet::gunzip).toList());
    }
  }

  /** The mean length of the content. */
  double plainBytes() {
    return plain.stream().mapToInt(b -> b.length).average().orElse(0);
  }

  private static Path folder() {
    String told = System.getProperty(FOLDER);
    if (told != null) {
      return Path.of(told);
    }
    return Files.isDirectory(Path.of(BUNDLED)) ? Path.of(BUNDLED) : Path.of("..", BUNDLED);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] gunzip(byte[] gzip) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
