package io.flamelake.cli.bench;

import io.flamelake.benchmarks.fleet.Fleet;
import io.flamelake.benchmarks.fleet.FleetOptions;
import io.flamelake.benchmarks.fleet.FleetOptions.Rates;
import io.flamelake.cli.errors.CommandException;
import io.flamelake.cli.stack.Addresses;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Profiles of a made-up fleet, spread evenly over whole days that end now.
 *
 * @param services how many send them; at least one of each runtime
 * @param instances of each service
 * @param days how many
 * @param count profiles in all
 * @param rates how often something happens, and the seed
 */
public record FleetFill(int services, int instances, int days, int count, Rates rates) {
  /** The start of the name of every service that is filled in. */
  public static final String PREFIX = "query-";

  /** Most days; older profiles would be refused. */
  public static final int MAX_DAYS = 28;

  /** What each kind of recording a fleet sends; a service sends those of one runtime. */
  private static final List<String> KINDS =
      List.of("go/cpu", "go/mutex", "go/goroutine", "java/cpu", "node/wall", "node/heap");

  /** Kinds of a runtime, in the order in which services take their runtimes. */
  private static final Map<Integer, Integer> KINDS_OF_RUNTIME = Map.of(0, 3, 1, 1, 2, 2);

  private static final int SHORTEST_MILLIS = 10_000;

  public FleetFill {
    if (services < KINDS_OF_RUNTIME.size() || instances < 1 || count < 1) {
      throw CommandException.usage(
          "a fleet to query needs at least %d services, an instance and a profile"
              .formatted(KINDS_OF_RUNTIME.size()));
    }
    if (days < 1 || days > MAX_DAYS) {
      throw CommandException.usage(
          "--days is %d, but must be from 1 to %d".formatted(days, MAX_DAYS));
    }
    if (interval(services, instances, days, count).toMillis() < SHORTEST_MILLIS) {
      throw CommandException.usage(
          "%d profiles are more than one every 10 s from each of %d instances in %d days:"
                  .formatted(count, services * instances, days)
              + " give a smaller --count, or more --services, --instances or --days");
    }
  }

  /** Time between two profiles of a kind and an instance. */
  public Duration interval() {
    return interval(services, instances, days, count);
  }

  private static Duration interval(int services, int instances, int days, int count) {
    int senders = 0;
    for (int service = 0; service < services; service++) {
      senders += instances * KINDS_OF_RUNTIME.get(service % KINDS_OF_RUNTIME.size());
    }
    return Duration.ofMillis(Duration.ofDays(days).toMillis() * senders / Math.max(count, senders));
  }

  /**
   * Pushes them and waits until they are ingested.
   *
   * @param recordings folder of what they are made from
   */
  public void fill(Addresses addresses, Path recordings) {
    Instant end = Instant.now();
    FleetOptions options =
        new FleetOptions(
            PREFIX + end.getEpochSecond(),
            KINDS,
            services,
            instances,
            end.minus(Duration.ofDays(days)),
            interval(),
            rates);
    try (FleetPush kafka = new FleetPush(addresses.kafka())) {
      kafka.push(new Fleet(recordings, options), count);
      kafka.await();
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(e.getMessage());
    }
  }
}
