package io.flamelake.symbolize.fuzz;

import java.util.Locale;

/** What Jazzer calls; {@code --target_args} names the {@link FuzzTarget}. */
public final class SymbolizeFuzzer {
  private static FuzzTarget target;

  private SymbolizeFuzzer() {}

  /** Called once, with the target's name. */
  public static void fuzzerInitialize(String[] arguments) {
    target = FuzzTarget.valueOf(arguments[0].toUpperCase(Locale.ROOT));
  }

  /** Called with every input. */
  public static void fuzzerTestOneInput(byte[] data) {
    target.check(data);
  }
}
