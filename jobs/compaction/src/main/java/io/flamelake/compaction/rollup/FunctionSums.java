package io.flamelake.compaction.rollup;

import static org.apache.iceberg.types.Types.NestedField.required;

import io.flamelake.compaction.sort.ExternalSorter;
import io.flamelake.compaction.sort.PackedRow;
import io.flamelake.compaction.sort.RowCodec;
import io.flamelake.compaction.sort.RowOrder;
import io.flamelake.compaction.sort.SortedRows;
import io.flamelake.compaction.sort.SummingSorter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.types.Types;

/**
 * Sums of functions by hour, service and profile type, of {@code samples_hourly} and {@code
 * stacks}: flat of the stacks that a function is the leaf of, cumulative of those that it is in,
 * each counted once. Sums whose stack is not there count for no function.
 */
final class FunctionSums implements Sums {
  /** Of each stack its functions, then its sums. */
  private static final Schema JOINED =
      new Schema(
          required(1, "bucket", Types.IntegerType.get()),
          required(2, "service_name", Types.StringType.get()),
          required(3, "stack_id", Types.LongType.get()),
          required(4, "is_sum", Types.IntegerType.get()),
          required(5, "profile_type", Types.StringType.get()),
          required(6, "hour", Types.LongType.get()),
          required(7, "value", Types.LongType.get()),
          required(8, "functions", Types.ListType.ofRequired(9, Types.StringType.get())));

  private static final Schema GROUP =
      new Schema(
          required(1, "bucket", Types.IntegerType.get()),
          required(2, "service_name", Types.StringType.get()),
          required(3, "profile_type", Types.StringType.get()),
          required(4, "hour", Types.LongType.get()),
          required(5, "is_sum", Types.IntegerType.get()));

  private static final Schema FUNCTION =
      new Schema(required(6, "function", Types.StringType.get()));

  private static final Schema KEY = join(GROUP, FUNCTION);

  /** In the place of whether it is a sum: of what is to stay. */
  private static final int KEPT = 0;

  private static final int SUM = 1;

  private final SourceTable sums;
  private final SourceTable stacks;
  private final SourceTable target;
  private final ServiceBuckets buckets;

  FunctionSums(Table samplesHourly, Table stacks, Table target) {
    sums = new SourceTable(samplesHourly, "hour");
    this.stacks = new SourceTable(stacks, "day");
    this.target = new SourceTable(target, "hour");
    buckets = ServiceBuckets.of(target);
  }

  private static Schema join(Schema left, Schema right) {
    List<Types.NestedField> columns = new ArrayList<>(left.columns());
    columns.addAll(right.columns());
    return new Schema(columns);
  }

  @Override
  public SourceTable facts() {
    return sums;
  }

  @Override
  public Table dimension() {
    return stacks.table();
  }

  @Override
  public Optional<Long> limit(long facts, Work work) {
    return State.at(sums.table(), facts).map(State::untilMicros);
  }

  @Override
  public Optional<HourSet> changed(State since, Pins now, Work work) throws IOException {
    Optional<HourSet> summed = new Changes(sums, buckets).hours(since.pins().facts(), now.facts());
    Optional<HourSet> framed = new ChangedStacks(stacks, sums, buckets).hours(since, now, work);
    if (summed.isEmpty() || framed.isEmpty()) {
      return Optional.empty();
    }
    summed.get().addAll(framed.get());
    return summed;
  }

  @Override
  public void write(Unit unit, Pins pins, Work work, UnitFiles to) throws IOException {
    try (SummingSorter functions = new SummingSorter(work.folder(), work.halfMemory(), KEY)) {
      new Join(unit, work, functions).run(pins);
      emit(functions, to);
    }
  }

  /** Brings sums and stacks together and adds up by function. */
  private final class Join {
    private final Unit unit;
    private final Work work;
    private final SummingSorter functions;
    private final GenericRecord row = GenericRecord.create(JOINED);
    private final GenericRecord group = GenericRecord.create(GROUP);
    private final GenericRecord function = GenericRecord.create(FUNCTION);
    private final RowCodec joined = new RowCodec(JOINED, new RowOrder(List.of()));
    private final RowCodec groups = new RowCodec(GROUP, new RowOrder(List.of()));
    private final RowCodec names = new RowCodec(FUNCTION, new RowOrder(List.of()));
    private final PackedRow packedGroup = new PackedRow();
    private final PackedRow packed = new PackedRow();

    Join(Unit unit, Work work, SummingSorter functions) {
      this.unit = unit;
      this.work = work;
      this.functions = functions;
    }

    void run(Pins pins) throws IOException {
      try (ExternalSorter sorter = new ExternalSorter(work.folder(), work.halfMemory())) {
        sums.read(
            reading(pins.facts()),
            sums.columns(Set.of("hour", "service_name", "profile_type", "stack_id", "value")),
            each -> addSum(each, sorter));
        if (pins.dimension() != Pins.NONE) {
          Schema columns = stacks.columns(StackLabels.COLUMNS);
          StackLabels labels = new StackLabels(columns);
          stacks.read(reading(pins.dimension()), columns, each -> addStack(each, labels, sorter));
        }
        join(sorter.sorted(joined));
      }
      long snapshot = Pins.current(target.table());
      if (work.retained() != Retained.EVERYTHING && snapshot != Pins.NONE) {
        target.read(reading(snapshot), target.table().schema(), this::keep);
      }
    }

    private SourceTable.Reading reading(long snapshot) {
      return new SourceTable.Reading(snapshot, unit, buckets, work);
    }

    private boolean isOther(int bucket) {
      return unit.bucket() != Unit.EVERY_BUCKET && unit.bucket() != bucket;
    }

    private void addSum(StructLike sum, ExternalSorter sorter) throws IOException {
      long hour = unit.hourOf(sum.get(0, Long.class));
      CharSequence service = sum.get(1, CharSequence.class);
      if (hour >= 0 && !isOther(buckets.of(service))) {
        row.set(0, buckets.of(service));
        row.set(1, service);
        row.set(2, sum.get(3, Long.class));
        row.set(3, 1);
        row.set(4, sum.get(2, CharSequence.class));
        row.set(5, hour);
        row.set(6, sum.get(4, Long.class));
        row.set(7, List.of());
        joined.pack(row, packed);
        sorter.add(packed);
      }
    }

    private void addStack(StructLike stack, StackLabels labels, ExternalSorter sorter)
        throws IOException {
      CharSequence service = stack.get(1, CharSequence.class);
      if (stack.get(0, Integer.class) == unit.day() && !isOther(buckets.of(service))) {
        row.set(0, buckets.of(service));
        row.set(1, service);
        row.set(2, stack.get(2, Long.class));
        row.set(3, 0);
        row.set(4, "");
        row.set(5, 0L);
        row.set(6, 0L);
        row.set(7, labels.of(stack.get(3, List.class)));
        joined.pack(row, packed);
        sorter.add(packed);
      }
    }

    private void join(SortedRows sorted) throws IOException {
      String service = "";
      long stack = 0;
      List<PackedRow> labels = List.of();
      for (StructLike next = sorted.next(); next != null; next = sorted.next()) {
        long nextStack = next.get(2, Long.class);
        if (next.get(3, Integer.class) == 0) {
          service = next.get(1, CharSequence.class).toString();
          stack = nextStack;
          labels = pack(next.get(7, List.class));
        } else if (stack == nextStack && service.contentEquals(next.get(1, CharSequence.class))) {
          add(next, labels);
        }
      }
    }

    private List<PackedRow> pack(List<?> labels) {
      List<PackedRow> all = new ArrayList<>();
      for (Object label : labels) {
        function.set(0, label);
        PackedRow name = new PackedRow();
        names.pack(function, name);
        all.add(name);
      }
      return all;
    }

    private void add(StructLike sum, List<PackedRow> labels) throws IOException {
      setGroup(sum.get(0, Integer.class), sum.get(1, CharSequence.class), SUM);
      group.set(2, sum.get(4, CharSequence.class));
      group.set(3, sum.get(5, Long.class));
      groups.pack(group, packedGroup);
      long value = sum.get(6, Long.class);
      for (int place = 0; place < labels.size(); place++) {
        packed.join(packedGroup, labels.get(place));
        functions.add(packed, place == 0 ? value : 0, value);
      }
    }

    private void setGroup(int bucket, CharSequence service, int isSum) {
      group.set(0, bucket);
      group.set(1, service);
      group.set(4, isSum);
    }

    private void keep(StructLike old) throws IOException {
      long hour = unit.hourOf(old.get(0, Long.class));
      String service = old.get(1, CharSequence.class).toString();
      String type = old.get(2, CharSequence.class).toString();
      if (hour >= 0
          && !isOther(buckets.of(service))
          && !work.retained().isRetained(service, type, unit.day())) {
        setGroup(buckets.of(service), service, KEPT);
        group.set(2, type);
        group.set(3, hour);
        groups.pack(group, packedGroup);
        function.set(0, old.get(3, CharSequence.class));
        PackedRow name = new PackedRow();
        names.pack(function, name);
        packed.join(packedGroup, name);
        functions.add(packed, old.get(4, Long.class), old.get(5, Long.class));
      }
    }
  }

  /** What is kept goes before new sums of the same hour, service and type. */
  private void emit(SummingSorter functions, UnitFiles to) throws IOException {
    GenericRecord row = GenericRecord.create(target.table().schema());
    HourGroup group = new HourGroup();
    boolean kept = false;
    while (functions.next()) {
      StructLike key = functions.key();
      boolean isNew = group.enter(key);
      kept = key.get(4, Integer.class) == KEPT || kept && !isNew;
      if (key.get(4, Integer.class) == KEPT || !kept) {
        row.set(0, key.get(3, Long.class));
        row.set(1, key.get(1, CharSequence.class));
        row.set(2, key.get(2, CharSequence.class));
        row.set(3, key.get(5, CharSequence.class));
        row.set(4, functions.first());
        row.set(5, functions.second());
        to.write(key.get(0, Integer.class), row);
      }
    }
  }
}
