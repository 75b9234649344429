package io.flamelake.demangle.fuzz;

import io.flamelake.demangle.DemangleMode;
import io.flamelake.demangle.Demangler;
import io.flamelake.demangle.tree.Limits;
import java.nio.charset.StandardCharsets;

/** What Jazzer calls, and what must hold whatever the name is. */
public final class DemangleFuzzer {
  private DemangleFuzzer() {}

  /** Called with every input. */
  public static void fuzzerTestOneInput(byte[] data) {
    check(new String(data, StandardCharsets.UTF_8));
  }

  static void check(String name) {
    for (DemangleMode mode : DemangleMode.values()) {
      String demangled = Demangler.demangle(name, mode);
      require(demangled.equals(Demangler.demangle(name, mode)), "another name the second time");
      require(!demangled.isEmpty() || name.isEmpty(), "no name");
      require(demangled.equals(name) || demangled.length() <= Limits.OUTPUT + 100, "too long");
      require(mode != DemangleMode.NONE || demangled.equals(name), "demangled in mode none");
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
