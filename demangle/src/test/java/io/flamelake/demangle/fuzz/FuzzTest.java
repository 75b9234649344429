package io.flamelake.demangle.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.demangle.Symbols;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names that nobody made. */
class FuzzTest {
  private static final List<String> NAMES =
      Symbols.all().stream().map(symbol -> symbol[0]).toList();

  /** Pieces of the grammars. */
  private static final String[] PIECES =
      ("N E I J L X Z S St S_ S0_ S1_ Sa Ss T_ T0_ TL0__ P R O K V r F A3_ M Dp DT Dt Dv4_ Do Dn Da"
              + " U Ul Ut_ B C1 C2 D0 D1 cv li cl pl ad nw tl il di sr srN on dn gs fp_ fL0p_ fl fr"
              + " sZ sp st nx qu rq rQ Q W i c v b d z 1a 1A 3foo 0 _ n 5 TV TI Th_ Tc GV GR d_ s"
              + " y B_ B0_ B3_ s_ u C3std Nv Nt M X Y D G L_ L0_ h j K p uE .cold .llvm.1 @plt")
          .split(" ");

  @Property(tries = 3000)
  void holdsWhateverIsDoneToAName(@ForAll("mutated") String name) {
    DemangleFuzzer.check(name);
  }

  @Property(tries = 3000)
  void holdsWhateverPiecesAreStrungTogether(@ForAll("strung") String name) {
    DemangleFuzzer.check(name);
  }

  @Example
  void holdsWhateverTheFuzzerHasKept() throws IOException {
    List<Path> inputs;
    try (Stream<Path> files = Files.list(Path.of("src/test/fuzz/demangle"))) {
      inputs = files.sorted().toList();
    }
    assertThat(inputs).isNotEmpty();
    for (Path input : inputs) {
      try {
        DemangleFuzzer.fuzzerTestOneInput(Files.readAllBytes(input));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError(input.toString(), e);
      }
    }
  }

  /** One name's beginning, something in between, and another's end. */
  @Provide
  Arbitrary<String> mutated() {
    Arbitrary<Integer> at = Arbitraries.integers().between(2, 200);
    return Combinators.combine(name(), at, between(), name(), at)
        .as(
            (name, end, between, other, start) ->
                name.substring(0, Math.min(end, name.length()))
                    + between
                    + other.substring(Math.min(start, other.length())));
  }

  private static Arbitrary<String> name() {
    return Arbitraries.of(NAMES);
  }

  private static Arbitrary<String> between() {
    return Arbitraries.of(PIECES).list().ofMaxSize(3).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<String> strung() {
    return Combinators.combine(
            Arbitraries.of("_Z", "_ZN", "_Z1f", "_Z1fI", "_R", "_RNv", "_RINvC1a1b"),
            Arbitraries.of(PIECES).list().ofMinSize(1).ofMaxSize(40))
        .as((prefix, pieces) -> prefix + String.join("", pieces));
  }
}
