package io.flamelake.compaction.maintenance;

import com.dynatrace.hash4j.distinctcount.HyperLogLog;
import com.dynatrace.hash4j.hashing.Hasher64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.compaction.rewrite.Layout;
import io.flamelake.compaction.rewrite.Layout.Arrangement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.StructLike;

/**
 * How samples are arranged, by how often their stacks repeat. Ids of stacks take nearly all of a
 * file: what one costs depends on what its neighbours are. docs/compaction.md has the sizes that
 * the bounds below were taken from.
 */
final class SampleOrders implements Layout.Choice {
  /** Below so many rows of a stack, each costs less as the difference to the one before it. */
  private static final double ROWS_OF_A_STACK = 5;

  /** From so many rows of a stack in a quarter of a day on, they are worth a run of their own. */
  private static final double ROWS_OF_A_RUN = 16;

  /**
   * A row that stands with those of its stack tells its profile, and one that stands with those of
   * its profile its stack: the fewer there are to choose from, the fewer bits. The difference must
   * be worth two and a half bits, for the other order is the one that reads a time range best.
   */
  private static final double STACKS_OF_A_PROFILE = 6;

  private static final long MICROS_OF_A_QUARTER = TimeUnit.HOURS.toMicros(6);

  private final Arrangement byTime;
  private final Arrangement byStack;
  private final Arrangement differences;

  /**
   * @param byTime where stacks repeat, and there are many profiles
   * @param byStack where stacks repeat often in the few profiles of a quarter of a day
   * @param differences where they seldom do
   */
  SampleOrders(Arrangement byTime, Arrangement byStack, Arrangement differences) {
    this.byTime = byTime;
    this.byStack = byStack;
    this.differences = differences;
  }

  @Override
  public List<String> columns() {
    return List.of("time", "service_name", "profile_type", "series_id", "stack_id");
  }

  @Override
  public Layout.Counter counter() {
    return new Counts();
  }

  private Arrangement choose(Counts counts) {
    if (counts.rows / counts.stacks() < ROWS_OF_A_STACK) {
      return differences;
    }
    boolean worthARun = counts.rows / counts.stacksInQuarters() >= ROWS_OF_A_RUN;
    return worthARun
            && counts.stacksOfAType() >= STACKS_OF_A_PROFILE * counts.profilesOfATypeInAQuarter()
        ? byStack
        : byTime;
  }

  /** Counted by HyperLogLog, so near, not exact: 2 % are far less than the bounds mean. */
  private final class Counts implements Layout.Counter {
    private static final int PRECISION = 13;
    private static final int TIME = 0;
    private static final int SERVICE = 1;
    private static final int TYPE = 2;
    private static final int SERIES = 3;
    private static final int STACK = 4;

    private final Hasher64 hasher = Hashing.xxh3_64();
    private final HyperLogLog types = HyperLogLog.create(PRECISION);
    private final HyperLogLog typesInQuarters = HyperLogLog.create(PRECISION);
    private final HyperLogLog stacks = HyperLogLog.create(PRECISION);
    private final HyperLogLog stacksInQuarters = HyperLogLog.create(PRECISION);
    private final HyperLogLog profiles = HyperLogLog.create(PRECISION);
    private double rows;

    @Override
    public void add(StructLike row) {
      long type =
          hasher.hashLongLongToLong(
              hasher.hashCharsToLong(row.get(SERVICE, CharSequence.class)),
              hasher.hashCharsToLong(row.get(TYPE, CharSequence.class)));
      long time = row.get(TIME, Long.class);
      long stack = row.get(STACK, Long.class);
      long quarter = hasher.hashLongLongToLong(type, Math.floorDiv(time, MICROS_OF_A_QUARTER));
      types.add(type);
      typesInQuarters.add(quarter);
      stacks.add(hasher.hashLongLongToLong(type, stack));
      stacksInQuarters.add(hasher.hashLongLongToLong(quarter, stack));
      profiles.add(hasher.hashLongLongLongToLong(type, time, row.get(SERIES, Long.class)));
      rows++;
    }

    @Override
    public Arrangement chosen() {
      return rows == 0 ? byTime : choose(this);
    }

    double stacks() {
      return stacks.getDistinctCountEstimate();
    }

    double stacksInQuarters() {
      return stacksInQuarters.getDistinctCountEstimate();
    }

    double stacksOfAType() {
      return stacks() / types.getDistinctCountEstimate();
    }

    double profilesOfATypeInAQuarter() {
      return profiles.getDistinctCountEstimate() / typesInQuarters.getDistinctCountEstimate();
    }
  }
}
