package io.flamelake.demangle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of real programs, and what the tool of the GNU tool chain says of them. */
class SymbolsTest {
  @ParameterizedTest
  @CsvSource({"FULL, 1, 5800", "TEMPLATES, 2, 4600", "SIMPLE, 3, 3200"})
  void tellsWhatTheToolOfTheCompilersTells(DemangleMode mode, int column, int atLeast) {
    List<String> different = new ArrayList<>();
    int compared = 0;
    for (String[] symbol : Symbols.all()) {
      if (!symbol[column].isEmpty()) {
        compared++;
        String demangled = Demangler.demangle(symbol[0], mode);
        if (!demangled.equals(symbol[column])) {
          different.add(symbol[0] + "\n  is  " + demangled + "\n  not " + symbol[column]);
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(compared).isGreaterThan(atLeast);
  }
}
