package io.flamelake.ingest.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The recorded profiles of {@code examples/profiles}, or of a folder given by a property. */
public final class ExampleProfiles {

  private ExampleProfiles() {}

  public static List<Path> all() {
    Path folder = Path.of(System.getProperty("flamelake.profiles", "../../examples/profiles"));
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> f.toString().endsWith(".pb.gz")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
