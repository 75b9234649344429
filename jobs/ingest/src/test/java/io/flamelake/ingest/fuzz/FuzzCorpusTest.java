package io.flamelake.ingest.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fuzzer has found worth keeping is decoded again with every build. */
class FuzzCorpusTest {
  private static final Path CORPUS = Path.of("src/test/fuzz");

  @ParameterizedTest
  @EnumSource
  void holdsWhateverTheBytesAre(FuzzTarget target) throws IOException {
    List<Path> inputs = inputs(target);
    assertThat(inputs).isNotEmpty();
    for (Path input : inputs) {
      try {
        target.check(Files.readAllBytes(input));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(input.toString(), e);
      }
    }
  }

  private static List<Path> inputs(FuzzTarget target) throws IOException {
    String folder = target.name().toLowerCase(Locale.ROOT).replace('_', '-');
    try (Stream<Path> files = Files.list(CORPUS.resolve(folder))) {
      return files.sorted().toList();
    }
  }
}
