package io.flamelake.demangle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Names made so that every production of the grammars occurs. */
class GrammarTest {
  @ParameterizedTest
  @CsvFileSource(
      resources = {"itanium.tsv", "rust.tsv"},
      delimiter = '\t',
      quoteCharacter = '\u0001')
  void knowsEveryProduction(String name, String full, String templates, String simple) {
    assertThat(Demangler.demangle(name, DemangleMode.FULL)).isEqualTo(full);
    assertThat(Demangler.demangle(name, DemangleMode.TEMPLATES)).isEqualTo(templates);
    assertThat(Demangler.demangle(name, DemangleMode.SIMPLE)).isEqualTo(simple);
    assertThat(Demangler.demangle(name, DemangleMode.NONE)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "plain.txt", delimiter = '\t', quoteCharacter = '\u0001')
  void leavesWhatIsNoWholeNameAsItIs(String name) {
    for (DemangleMode mode : DemangleMode.values()) {
      assertThat(Demangler.demangle(name, mode)).isEqualTo(name);
    }
  }
}
