package io.flamelake.benchmarks.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a fleet is like. The same options and the same recordings give the same records, byte for
 * byte.
 *
 * @param prefix the start of every service's name
 * @param kinds folder and start of file names of what is sent, such as {@code go/cpu}; a service
 *     sends all kinds of one folder, and the folders take turns
 * @param services how many there are
 * @param instances of each service
 * @param start time of the first profiles
 * @param interval between two profiles of one kind and instance
 * @param rates how often something happens, and the seed
 */
public record FleetOptions(
    String prefix,
    List<String> kinds,
    int services,
    int instances,
    Instant start,
    Duration interval,
    Rates rates) {

  /** All that is recorded. */
  public static final List<String> ALL_KINDS =
      List.of(
          "go/cpu", "go/heap", "go/mutex", "go/goroutine", "java/cpu", "node/wall", "node/heap");

  /**
   * How often something happens, each from 0 to 1.
   *
   * @param restarts chance of an instance to restart before an interval: what counts up since the
   *     start of the process begins anew
   * @param newStacks share of the samples of a profile that are added with a stack that nobody has
   *     sent before; none are added to profiles whose values count up
   * @param duplicates share of records that are sent twice
   * @param late share of records that are sent {@value Fleet#LATE_INTERVALS} intervals late
   * @param seed another one gives another fleet
   */
  public record Rates(
      double restarts, double newStacks, double duplicates, double late, long seed) {
    public Rates {
      check("restarts", restarts);
      check("newStacks", newStacks);
      check("duplicates", duplicates);
      check("late", late);
    }

    private static void check(String name, double rate) {
      if (!(rate >= 0 && rate <= 1)) {
        throw new IllegalArgumentException(name + " is " + rate + ", but must be from 0 to 1");
      }
    }

    /** Every hundredth interval a restart, one sample in a thousand new, all in order. */
    public static Rates usual() {
      return new Rates(0.01, 0.001, 0, 0, 1);
    }
  }

  public FleetOptions {
    kinds = List.copyOf(kinds);
    if (kinds.isEmpty() || services < 1 || instances < 1 || interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "a fleet needs a kind, a service, an instance and an interval: "
              + List.of(kinds, services, instances, interval));
    }
  }
}
