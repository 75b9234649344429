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
 * How samples are arranged, by how often their stacks repeat: in the order of time, with a
 * dictionary of their ids, or in that of the ids, each as the difference to the one before. Ids
 * take most of a file. docs/compaction.md has the sizes that the costs below were taken from.
 */
final class SampleOrders implements Layout.Choice {
  /** Bytes of an id in a dictionary: it is a hash, which nothing compresses. */
  private static final double BYTES_IN_DICTIONARY = 8;

  /** Bytes of an id beside its neighbours, once for each series of a type in a quarter of a day. */
  private static final double BYTES_AS_DIFFERENCE = 6.3;

  /** Bytes of a row beside its share of ids: its place in the dictionary, or its time. */
  private static final double BYTES_OF_A_ROW_BY_TIME = 1.9;

  private static final double BYTES_OF_A_ROW_BY_ID = 1.5;

  /** The order of time reads ranges of it best, so that another must be worth it. */
  private static final double WORTH_IT = 0.9;

  private static final long MICROS_OF_A_QUARTER = TimeUnit.HOURS.toMicros(6);

  private final Arrangement byTime;
  private final Arrangement byId;

  SampleOrders(Arrangement byTime, Arrangement byId) {
    this.byTime = byTime;
    this.byId = byId;
  }

  @Override
  public List<String> columns() {
    return List.of("time", "service_name", "profile_type", "series_id", "stack_id");
  }

  @Override
  public Layout.Counter counter() {
    return new Counts();
  }

  /** Counted by HyperLogLog, so near, not exact: 2 % are less than the costs mean. */
  private final class Counts implements Layout.Counter {
    private static final int PRECISION = 13;
    private static final int TIME = 0;
    private static final int SERVICE = 1;
    private static final int TYPE = 2;
    private static final int SERIES = 3;
    private static final int STACK = 4;

    private final Hasher64 hasher = Hashing.xxh3_64();
    private final HyperLogLog ids = HyperLogLog.create(PRECISION);
    private final HyperLogLog idsOfSeries = HyperLogLog.create(PRECISION);
    private double rows;

    @Override
    public void add(StructLike row) {
      long type =
          hasher.hashLongLongToLong(
              hasher.hashCharsToLong(row.get(SERVICE, CharSequence.class)),
              hasher.hashCharsToLong(row.get(TYPE, CharSequence.class)));
      long quarter = Math.floorDiv(row.get(TIME, Long.class), MICROS_OF_A_QUARTER);
      long stack = row.get(STACK, Long.class);
      ids.add(hasher.hashLongToLong(stack));
      idsOfSeries.add(
          hasher.hashLongLongLongToLong(
              hasher.hashLongLongToLong(type, quarter), row.get(SERIES, Long.class), stack));
      rows++;
    }

    @Override
    public Arrangement chosen() {
      double timeBytes =
          BYTES_IN_DICTIONARY * ids.getDistinctCountEstimate() + BYTES_OF_A_ROW_BY_TIME * rows;
      double idBytes =
          BYTES_AS_DIFFERENCE * idsOfSeries.getDistinctCountEstimate()
              + BYTES_OF_A_ROW_BY_ID * rows;
      return idBytes < WORTH_IT * timeBytes ? byId : byTime;
    }
  }
}
