package io.flamelake.ingest.fuzz;

import io.flamelake.stacks.testing.FuzzCorpus;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the fuzzer has found worth keeping is read again with every build. */
class FuzzCorpusTest {
  @ParameterizedTest
  @EnumSource
  void holdsWhateverTheBytesAre(FuzzTarget target) throws IOException {
    FuzzCorpus.check(target, target::check);
  }
}
