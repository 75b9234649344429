package io.flamelake.compaction.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.FunctionsHourlyTable;
import io.flamelake.catalog.ProfilesTable;
import io.flamelake.catalog.SamplesHourlyTable;
import io.flamelake.catalog.SamplesTable;
import io.flamelake.catalog.StacksTable;
import io.flamelake.catalog.TableDefinition;
import io.flamelake.compaction.config.CompactionConfig;
import io.flamelake.compaction.maintenance.CompactFiles;
import io.flamelake.compaction.maintenance.ExpireSnapshots;
import io.flamelake.compaction.maintenance.Maintainer;
import io.flamelake.compaction.rewrite.Step;
import io.flamelake.compaction.testing.TestLake;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.expressions.Expressions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever comes late, goes, is replaced or dies: after a run the sums are those of the rows. */
class RollUpPropertyTest {
  private static final int ACTIONS = 16;
  private static final Instant START = Instant.parse("2026-11-18T21:00:00Z");
  private static final String[] SERVICES = {"api", "shop", "café \u0000 ☕"};
  private static final String[] TYPES = {"cpu", "heap", "mixed"};
  private static final List<TableDefinition> TABLES =
      List.of(
          SamplesTable.DEFINITION,
          ProfilesTable.DEFINITION,
          StacksTable.DEFINITION,
          SamplesHourlyTable.DEFINITION,
          FunctionsHourlyTable.DEFINITION);

  @TempDir private Path folder;

  /** A process that dies: nothing is caught, nothing tidied up. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  @SuppressWarnings("unused") // by JUnit
  private static LongStream seeds() {
    return LongStream.rangeClosed(1, Integer.getInteger("flamelake.test.seeds", 12));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sumsAreThoseOfTheRowsAfterEveryRun(long seed) throws IOException {
    Random random = new Random(seed);
    try (TestLake lake = new TestLake(folder)) {
      RollUpWorld world = new RollUpWorld(lake, folder);
      Instant due = START;
      for (int action = 0; action < ACTIONS; action++) {
        if (random.nextInt(3) > 0) {
          change(lake, world, random);
        } else {
          due = due.plus(random.nextInt(9 * 60), ChronoUnit.MINUTES);
          dieAtTimes(world, due, random);
          world.rollUp(due, Retained.EVERYTHING, Step.Listener.NONE);
          assertThat(world.found())
              .as("seed %d, action %d, %s", seed, action, world.committed())
              .containsExactlyInAnyOrderElementsOf(
                  world.expected(due.truncatedTo(ChronoUnit.HOURS)));
          world.rollUp(due, Retained.EVERYTHING, Step.Listener.NONE);
          assertThat(world.committed()).as("seed %d, action %d", seed, action).isEmpty();
        }
      }
    }
  }

  private static void dieAtTimes(RollUpWorld world, Instant due, Random random) throws IOException {
    int[] left = {random.nextInt(30)};
    try {
      world.rollUp(
          due,
          Retained.EVERYTHING,
          step -> {
            if (left[0]-- == 0) {
              throw new Death();
            }
          });
    } catch (Death e) {
      // The next run goes on.
      assertThat(left[0]).isNegative();
    }
  }

  private void change(TestLake lake, RollUpWorld world, Random random) throws IOException {
    switch (random.nextInt(8)) {
      case 0 -> maintain(lake, random);
      case 1 -> {
        String service = one(random, SERVICES);
        world.removeSamples(
            sample -> sample.service().equals(service), Expressions.equal("service_name", service));
      }
      case 2 -> {
        Instant from = START.plus(random.nextInt(30), ChronoUnit.HOURS);
        Instant to = from.plus(random.nextInt(600), ChronoUnit.MINUTES);
        world.removeSamples(
            sample -> !sample.time().isBefore(from) && sample.time().isBefore(to),
            Expressions.and(
                Expressions.greaterThanOrEqual("time", micros(from)),
                Expressions.lessThan("time", micros(to))));
      }
      case 3 -> world.upsert(stacks(random));
      case 4 -> world.tell(List.of(profile(random)));
      default -> append(world, random);
    }
  }

  private static void append(RollUpWorld world, Random random) throws IOException {
    List<RollUpWorld.Sample> samples = new ArrayList<>();
    List<RollUpWorld.Profile> profiles = new ArrayList<>();
    for (int i = 1 + random.nextInt(30); i > 0; i--) {
      RollUpWorld.Profile profile = profile(random);
      profiles.add(profile);
      samples.add(
          new RollUpWorld.Sample(
              profile.time(),
              profile.service(),
              profile.type(),
              random.nextInt(4),
              random.nextInt(20) - 3L));
    }
    world.append(samples, profiles);
  }

  private static RollUpWorld.Profile profile(Random random) {
    Instant time = START.plusSeconds(random.nextInt(36 * 3600));
    String type = one(random, TYPES);
    String temporality =
        switch (type) {
          case "cpu" -> random.nextBoolean() ? "delta" : "reset";
          case "heap" -> "gauge";
          default -> random.nextInt(4) == 0 ? "gauge" : "delta";
        };
    return new RollUpWorld.Profile(time, one(random, SERVICES), type, temporality);
  }

  private static Map<RollUpWorld.Stack, List<String>> stacks(Random random) {
    Map<RollUpWorld.Stack, List<String>> stacks = new HashMap<>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      List<String> functions = new ArrayList<>();
      for (int frame = random.nextInt(5); frame > 0; frame--) {
        functions.add(random.nextInt(4) == 0 ? "0x1" + random.nextInt(3) : "f" + random.nextInt(4));
      }
      LocalDate day = LocalDate.ofInstant(START, ZoneOffset.UTC).plusDays(random.nextInt(3));
      stacks.put(new RollUpWorld.Stack(day, one(random, SERVICES), random.nextInt(4)), functions);
    }
    return stacks;
  }

  /** Compacts a table, at times also expiring all snapshots but the newest. */
  private static void maintain(TestLake lake, Random random) {
    TableDefinition definition = TABLES.get(random.nextInt(TABLES.size()));
    if (random.nextInt(3) == 0) {
      lake.table(definition)
          .updateProperties()
          .set(TableProperties.MAX_SNAPSHOT_AGE_MS, "0")
          .commit();
    }
    CompactionConfig config =
        CompactionConfig.from(
            lake.configuration(
                Map.of("compaction.seal-delay", "0 s", "compaction.merge-delay", "0 s")));
    Maintainer maintainer =
        new Maintainer(
            lake.catalog(),
            config,
            List.of(new CompactFiles(), new ExpireSnapshots()),
            Clock.offset(Clock.systemUTC(), Duration.ofSeconds(1)),
            Step.Listener.NONE);
    assertThat(maintainer.run(definition).failed()).isFalse();
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static String one(Random random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
