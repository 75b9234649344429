package io.flamelake.ingest.testing;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up profiles, the same for the same seed. */
public final class RandomSeries {
  private static final int DAY_SECONDS = 86_400;
  private static final int STACK_IDS = 5_000;

  private final Random random;

  public RandomSeries(long seed) {
    random = new Random(seed);
  }

  /**
   * One with two types and values of which some are 0 and some negative; now and then period,
   * duration, spans or traces are not told, and it begins before its time.
   *
   * @param second when, since 1970-01-01 UTC; some nanoseconds are added
   */
  public SeriesProfile next(String service, long second, int stacks) {
    boolean spans = random.nextInt(3) == 0;
    String[] spanIds = spans ? ids(stacks, 16) : null;
    boolean period = random.nextInt(4) > 0;
    String[] traceIds = spans && random.nextBoolean() ? ids(stacks, 32) : null;
    long time = second * 1_000_000_000L + random.nextInt(1_000_000_000);
    return new SeriesProfile(
        random.nextLong(),
        service,
        Map.of("service_name", service),
        "process_cpu",
        random.nextLong(),
        random.nextLong(),
        time,
        time - random.nextInt(2) * 7_000_000_001L,
        random.nextInt(4) == 0 ? 0 : 10_000_000_000L,
        period ? "cpu" : null,
        period ? "nanoseconds" : null,
        period ? 10_000_000 : 0,
        new String[] {"samples", "cpu"},
        new String[] {"count", "nanoseconds"},
        temporalities(),
        random.longs(stacks, 0, STACK_IDS).toArray(),
        IntStream.range(0, stacks * 2).mapToLong(i -> value()).toArray(),
        spanIds,
        traceIds,
        0,
        "pprof",
        0,
        random.nextInt(1 << 20),
        second * 1_000);
  }

  /** One of any of the services, on any of the days. */
  public SeriesProfile next(int services, int days, int stacks) {
    long second = 1_795_132_800L + random.nextInt(days) * (long) DAY_SECONDS;
    return next("service-" + random.nextInt(services), second, 1 + random.nextInt(stacks));
  }

  /** Now and then the second type is one whose values are not written. */
  private byte[] temporalities() {
    Temporality second = random.nextInt(5) == 0 ? Temporality.BASELINE : Temporality.DELTA;
    return new byte[] {Temporality.DELTA.code(), second.code()};
  }

  private long value() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> random.nextInt(100) - 10;
      case 2 -> random.nextInt(1_000_000) * 10_000_000L;
      default -> 1;
    };
  }

  private String[] ids(int count, int digits) {
    String[] ids = new String[count];
    for (int i = 0; i < count; i++) {
      if (random.nextInt(4) > 0) {
        StringBuilder id = new StringBuilder();
        random.ints(digits, 0, 16).forEach(digit -> id.append(Character.forDigit(digit, 16)));
        ids[i] = id.toString();
      }
    }
    return ids;
  }
}
