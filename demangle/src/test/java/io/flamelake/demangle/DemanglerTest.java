package io.flamelake.demangle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemanglerTest {
  private static final String PUSH_BACK = "_ZNSt6vectorIiSaIiEE9push_backERKi";

  @Test
  void tellsAsMuchAsTheModeAsks() {
    assertThat(Demangler.demangle(PUSH_BACK, DemangleMode.NONE)).isEqualTo(PUSH_BACK);
    assertThat(Demangler.demangle(PUSH_BACK, DemangleMode.SIMPLE))
        .isEqualTo("std::vector::push_back");
    assertThat(Demangler.demangle(PUSH_BACK, DemangleMode.TEMPLATES))
        .isEqualTo("std::vector<int, std::allocator<int> >::push_back");
    assertThat(Demangler.demangle(PUSH_BACK, DemangleMode.FULL))
        .isEqualTo("std::vector<int, std::allocator<int> >::push_back(int const&)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "_", "__", "Z", "main", "runtime.mallocgc", "java.lang.Object.wait"})
  void leavesNamesThatNobodyMangled(String name) {
    assertThat(Demangler.demangle(name, DemangleMode.FULL)).isEqualTo(name);
  }

  @Test
  void leavesANameOfWhichAnythingIsLeftOver() {
    for (String more : new String[] {"E", " ", "\n", "(", "é", ".", ".a b"}) {
      assertThat(Demangler.demangle(PUSH_BACK + more, DemangleMode.FULL))
          .isEqualTo(PUSH_BACK + more);
    }
  }

  @ParameterizedTest
  @EnumSource
  void findsModesByTheirNames(DemangleMode mode) {
    assertThat(DemangleMode.of(mode.name().toLowerCase(Locale.ROOT))).isEqualTo(mode);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Full", "FULL", "simple ", "everything"})
  void refusesOtherModesInASentence(String mode) {
    assertThatThrownBy(() -> DemangleMode.of(mode))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Mode '" + mode + "' is none of none, simple, templates and full");
  }

  /** Both tools tell T_ as it was where it was told first, the parameter of call_once. */
  @Test
  void resolvesAParameterInTheFunctionThatRefersToIt() {
    String name =
        "_ZNSt9once_flag18_Prepare_executionC1IZSt9call_onceIRFvvEJEEvRS_OT_DpOT0_EUlvE_EERS6_";
    String lambda = "std::call_once<void (&)()>(std::once_flag&, void (&)())::{lambda()#1}";
    assertThat(Demangler.demangle(name, DemangleMode.FULL))
        .isEqualTo(
            "std::once_flag::_Prepare_execution::_Prepare_execution<"
                + lambda
                + ">("
                + lambda
                + "&)");
  }
}
