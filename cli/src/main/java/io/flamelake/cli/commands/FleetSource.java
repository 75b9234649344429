package io.flamelake.cli.commands;

import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.stack.Checkout;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What a made-up fleet is made from. */
final class FleetSource {
  @Option(
      names = "--profiles",
      paramLabel = "DIR",
      description = {
        "A folder with the folders go, node and java, files named KIND-NUMBER.pb.gz.",
        "Default: the profiles that come with it."
      })
  private Path profiles;

  @Option(
      names = "--new-stacks",
      paramLabel = "SHARE",
      defaultValue = "0.001",
      description =
          "Share of samples whose stack nobody has sent before. Default: ${DEFAULT-VALUE}.")
  private double newStacks;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed makes the same fleet. Default: ${DEFAULT-VALUE}.")
  private long seed;

  /** The folder of the recordings. */
  Path recordings() {
    return profiles == null ? Checkout.current().exampleProfiles() : profiles;
  }

  /**
   * How often something happens.
   *
   * @param restarts chance of an instance to restart in an interval
   */
  Rates rates(double restarts) {
    try {
      return new Rates(restarts, newStacks, 0, 0, seed);
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(e.getMessage());
    }
  }
}
