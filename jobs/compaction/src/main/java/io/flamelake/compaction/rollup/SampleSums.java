package io.flamelake.compaction.rollup;

import static org.apache.iceberg.types.Types.NestedField.required;

import io.flamelake.compaction.sort.PackedRow;
import io.flamelake.compaction.sort.SummingSorter;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Types;

/**
 * Sums of {@code samples} by hour, service, profile type and stack. An hour of a service and type
 * has sums if {@code profiles} has rows of it, and none of these is a gauge.
 */
final class SampleSums implements Sums {
  private static final Schema KEY =
      new Schema(
          required(1, "bucket", Types.IntegerType.get()),
          required(2, "service_name", Types.StringType.get()),
          required(3, "profile_type", Types.StringType.get()),
          required(4, "hour", Types.LongType.get()),
          required(5, "kind", Types.IntegerType.get()),
          required(6, "stack_id", Types.LongType.get()));

  private static final long LOW = 0xFFFF_FFFFL;

  // What a key is of, in the order in which it is wanted.
  private static final int GAUGE = 0;
  private static final int DELTA = 1;
  private static final int KEPT = 2;
  private static final int SAMPLE = 3;

  private final SourceTable samples;
  private final SourceTable profiles;
  private final SourceTable target;
  private final ServiceBuckets buckets;

  SampleSums(Table samples, Table profiles, Table target) {
    this.samples = new SourceTable(samples, "time");
    this.profiles = new SourceTable(profiles, "time");
    this.target = new SourceTable(target, "hour");
    buckets = ServiceBuckets.of(target);
  }

  @Override
  public SourceTable facts() {
    return samples;
  }

  @Override
  public Table dimension() {
    return profiles.table();
  }

  @Override
  public Optional<Long> limit(long facts, Work work) {
    Instant hour = work.due().truncatedTo(ChronoUnit.HOURS);
    return Optional.of(TimeUnit.SECONDS.toMicros(hour.getEpochSecond()));
  }

  @Override
  public Optional<HourSet> changed(State since, Pins now, Work work) {
    Optional<HourSet> facts =
        new Changes(samples, buckets).hours(since.pins().facts(), now.facts());
    Optional<HourSet> told =
        new Changes(profiles, buckets).hours(since.pins().dimension(), now.dimension());
    if (facts.isEmpty() || told.isEmpty()) {
      return Optional.empty();
    }
    facts.get().addAll(told.get());
    return facts;
  }

  @Override
  public void write(Unit unit, Pins pins, Work work, UnitFiles to) throws IOException {
    try (SummingSorter sums =
        new SummingSorter(work.folder(), work.removal().space().memoryBytes(), KEY)) {
      new Reader(unit, work, sums).read(pins);
      emit(sums, to);
    }
  }

  /** Adds all that a unit's sums are made of. */
  private final class Reader {
    private final Unit unit;
    private final Work work;
    private final SummingSorter sums;
    private final GenericRecord key = GenericRecord.create(KEY);
    private final PackedRow packed = new PackedRow();

    Reader(Unit unit, Work work, SummingSorter sums) {
      this.unit = unit;
      this.work = work;
      this.sums = sums;
    }

    void read(Pins pins) throws IOException {
      if (pins.dimension() != Pins.NONE) {
        profiles.read(
            reading(pins.dimension()),
            columns(profiles, "temporality"),
            row -> {
              boolean gauge = "gauge".equals(String.valueOf(row.get(3, CharSequence.class)));
              add(row, gauge ? GAUGE : DELTA, 0, 0);
            });
      }
      samples.read(
          reading(pins.facts()),
          columns(samples, "stack_id", "value"),
          row -> add(row, SAMPLE, row.get(3, Long.class), row.get(4, Long.class)));
      long snapshot = Pins.current(target.table());
      if (work.retained() != Retained.EVERYTHING && snapshot != Pins.NONE) {
        target.read(reading(snapshot), columns(target, "stack_id", "value"), this::keep);
      }
    }

    private SourceTable.Reading reading(long snapshot) {
      return new SourceTable.Reading(snapshot, unit, buckets, work);
    }

    private Schema columns(SourceTable table, String... more) {
      Set<String> names = new java.util.HashSet<>(Set.of(more));
      names.addAll(Set.of(table.timeColumn(), "service_name", "profile_type"));
      return table.columns(names);
    }

    private void keep(StructLike row) throws IOException {
      String service = row.get(1, CharSequence.class).toString();
      String type = row.get(2, CharSequence.class).toString();
      if (!work.retained().isRetained(service, type, unit.day())) {
        add(row, KEPT, row.get(3, Long.class), row.get(4, Long.class));
      }
    }

    private void add(StructLike row, int kind, long stack, long value) throws IOException {
      long hour = unit.hourOf(row.get(0, Long.class));
      CharSequence service = row.get(1, CharSequence.class);
      int bucket = buckets.of(service);
      if (hour < 0 || unit.bucket() != Unit.EVERY_BUCKET && unit.bucket() != bucket) {
        return;
      }
      key.set(0, bucket);
      key.set(1, service);
      key.set(2, row.get(2, CharSequence.class));
      key.set(3, hour);
      key.set(4, kind);
      key.set(5, stack);
      sums.codec().pack(key, packed);
      // Two halves, of which neither can overflow: what must fit is the sum alone.
      sums.add(packed, value >> Integer.SIZE, value & LOW);
    }
  }

  private void emit(SummingSorter sums, UnitFiles to) throws IOException {
    GenericRecord row = GenericRecord.create(target.table().schema());
    HourGroup group = new HourGroup();
    int met = 0;
    while (sums.next()) {
      StructLike key = sums.key();
      int kind = key.get(4, Integer.class);
      met = (group.enter(key) ? 0 : met) | 1 << kind;
      // Told by profiles, none of them a gauge, and nothing that is to stay.
      if (kind == KEPT || met == (1 << DELTA | 1 << SAMPLE)) {
        row.set(0, key.get(3, Long.class));
        row.set(1, key.get(1, CharSequence.class));
        row.set(2, key.get(2, CharSequence.class));
        row.set(3, key.get(5, Long.class));
        row.set(4, sum(sums));
        to.write(key.get(0, Integer.class), row);
      }
    }
  }

  private static long sum(SummingSorter sums) {
    long high = sums.first() + (sums.second() >> Integer.SIZE);
    if (high != (int) high) {
      StructLike key = sums.key();
      throw new ArithmeticException(
          "The sum of %s of stack %d of %s in the hour of %s is beyond 64 bits"
              .formatted(
                  key.get(2, CharSequence.class),
                  key.get(5, Long.class),
                  key.get(1, CharSequence.class),
                  Instant.EPOCH.plus(key.get(3, Long.class), ChronoUnit.MICROS)));
    }
    return (high << Integer.SIZE) + (sums.second() & LOW);
  }
}
