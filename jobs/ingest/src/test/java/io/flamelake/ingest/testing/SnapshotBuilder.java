package io.flamelake.ingest.testing;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Cumulative profiles for tests. */
public final class SnapshotBuilder {
  private long series = 1;
  private long session;
  private String name = "memory";
  private String[] types = {"alloc_space"};
  private long timeNanos = Records.TIME_NANOS;
  private long sentMillis = Records.TIMESTAMP_MILLIS;
  private long id = 1;
  private int partition;
  private boolean spans;
  private final List<Long> stacks = new ArrayList<>();
  private final List<long[]> values = new ArrayList<>();

  public SnapshotBuilder series(long newSeries) {
    series = newSeries;
    return this;
  }

  public SnapshotBuilder session(long newSession) {
    session = newSession;
    return this;
  }

  public SnapshotBuilder types(String newName, String... newTypes) {
    name = newName;
    types = newTypes;
    return this;
  }

  public SnapshotBuilder time(long newTimeNanos) {
    timeNanos = newTimeNanos;
    return this;
  }

  /** Seconds after {@link Records#TIME_NANOS}. */
  public SnapshotBuilder second(long second) {
    return time(Records.TIME_NANOS + second * 1_000_000_000);
  }

  /** The Kafka timestamp. */
  public SnapshotBuilder sent(long newSentMillis) {
    sentMillis = newSentMillis;
    return this;
  }

  public SnapshotBuilder partition(int newPartition) {
    partition = newPartition;
    return this;
  }

  public SnapshotBuilder id(long newId) {
    id = newId;
    return this;
  }

  public SnapshotBuilder stack(long stack, long... stackValues) {
    stacks.add(stack);
    values.add(stackValues);
    return this;
  }

  /** Each sample gets a span of its own. */
  public SnapshotBuilder withSpans() {
    spans = true;
    return this;
  }

  public SeriesProfile build() {
    int count = stacks.size();
    long[] byType = new long[count * types.length];
    for (int type = 0; type < types.length; type++) {
      for (int stack = 0; stack < count; stack++) {
        byType[type * count + stack] = values.get(stack)[type];
      }
    }
    byte[] temporalities = new byte[types.length];
    Arrays.fill(temporalities, Temporality.CUMULATIVE.code());
    String[] units = new String[types.length];
    Arrays.fill(units, "bytes");
    return new SeriesProfile(
        series,
        "shop",
        Map.of("service_name", "shop", "series", "" + series),
        name,
        id * 31,
        id,
        timeNanos,
        timeNanos,
        0,
        "space",
        null,
        524_288,
        types,
        units,
        temporalities,
        stacks.stream().mapToLong(stack -> stack).toArray(),
        byType,
        spans ? stacks.stream().map(stack -> "span" + stacks.size()).toArray(String[]::new) : null,
        null,
        session,
        "pprof",
        partition,
        id,
        sentMillis);
  }
}
