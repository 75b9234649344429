package io.flamelake.ingest.fuzz;

import java.util.Locale;

/** What Jazzer calls; {@code --target_args} names the {@link FuzzTarget}. */
public final class DecoderFuzzer {
  private static FuzzTarget target;

  private DecoderFuzzer() {}

  /** Called once, with the target's name. */
  public static void fuzzerInitialize(String[] arguments) {
    target = FuzzTarget.valueOf(arguments[0].toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Called with every input. */
  public static void fuzzerTestOneInput(byte[] data) {
    target.check(data);
  }
}
