package io.flamelake.demangle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.demangle.DemangleMode;
import io.flamelake.demangle.Demangler;
import io.flamelake.demangle.Symbols;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of real programs with errors in them, the same ones in every run. */
class MutationTest {
  private static final int NAMES = 15_000;

  /** Most mutants are no names any more, but enough must be to reach all of the parsers. */
  private static final int STILL_NAMES = NAMES / 50;

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void leavesOrTellsEveryMutant(long seed) {
    List<String> names = Symbols.all().stream().map(symbol -> symbol[0]).toList();
    Mutator mutator = new Mutator(names, new Random(seed));
    int told = 0;
    for (int i = 0; i < NAMES; i++) {
      String mutant = mutator.next();
      try {
        DemangleFuzzer.check(mutant);
      } catch (Throwable e) {
        throw new AssertionError(mutant, e);
      }
      told += Demangler.demangle(mutant, DemangleMode.FULL).equals(mutant) ? 0 : 1;
    }
    assertThat(told).isGreaterThan(STILL_NAMES);
  }
}
