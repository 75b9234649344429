package io.flamelake.stacks.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The inputs of a fuzzer's target that are kept in a module's {@code src/test/fuzz}. */
public final class FuzzCorpus {
  private static final Path CORPUS = Path.of("src/test/fuzz");

  private FuzzCorpus() {}

  /** Has every input of a target checked; an error tells the input. */
  public static void check(Enum<?> target, Consumer<byte[]> check) throws IOException {
    List<Path> inputs = inputs(target.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    assertThat(inputs).isNotEmpty();
    for (Path input : inputs) {
      try {
        check.accept(Files.readAllBytes(input));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(input.toString(), e);
      }
    }
  }

  private static List<Path> inputs(String target) throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve(target))) {
      return files.sorted().toList();
    }
  }
}
