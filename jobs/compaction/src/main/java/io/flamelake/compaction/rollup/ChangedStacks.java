package io.flamelake.compaction.rollup;

import static org.apache.iceberg.types.Types.NestedField.required;

import io.flamelake.compaction.sort.PackedRow;
import io.flamelake.compaction.sort.SummingSorter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotChanges;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.types.Types;

/**
 * The hours whose functions are others now, because stacks that samples of these hours have were
 * written, for the first time or with other frames. New stacks come all the time, most of them
 * before the hours that they are in are summed: so those that were written are looked for in the
 * sums.
 */
final class ChangedStacks {
  private static final Schema KEY =
      new Schema(
          required(1, "service_name", Types.StringType.get()),
          required(2, "stack_id", Types.LongType.get()),
          required(3, "hour", Types.IntegerType.get()));

  /** Stands before the hours of a stack. */
  private static final int WRITTEN = -1;

  private final SourceTable stacks;
  private final SourceTable sums;
  private final ServiceBuckets buckets;

  ChangedStacks(SourceTable stacks, SourceTable sums, ServiceBuckets buckets) {
    this.stacks = stacks;
    this.sums = sums;
    this.buckets = buckets;
  }

  /**
   * Looks.
   *
   * @return empty if it is not known which were written
   */
  Optional<HourSet> hours(State since, Pins now, Work work) throws IOException {
    Table table = stacks.table();
    Optional<List<Snapshot>> snapshots =
        Changes.between(table, since.pins().dimension(), now.dimension());
    if (snapshots.isEmpty()) {
      return Optional.empty();
    }
    HourSet found = new HourSet();
    Map<Unit, List<DataFile>> written = new LinkedHashMap<>();
    for (Snapshot snapshot : snapshots.get()) {
      if (!add(snapshot, written, found)) {
        return Optional.empty();
      }
    }
    for (Map.Entry<Unit, List<DataFile>> of : written.entrySet()) {
      look(of.getKey(), of.getValue(), now, work, found);
    }
    return Optional.of(found);
  }

  /** Deletes without rows in their place tell no stacks: then it is whole days. */
  private boolean add(Snapshot snapshot, Map<Unit, List<DataFile>> written, HourSet found) {
    SnapshotChanges changes = SnapshotChanges.builderFor(stacks.table()).snapshot(snapshot).build();
    boolean known = true;
    boolean any = false;
    for (DataFile file : changes.addedDataFiles()) {
      HourSet days = new HourSet();
      known &= stacks.addHours(file, buckets.of(file, stacks.table()), days);
      days.units().forEach(unit -> written.computeIfAbsent(unit, u -> new ArrayList<>()).add(file));
      any = true;
    }
    if (!any) {
      for (DeleteFile file : changes.addedDeleteFiles()) {
        known &= stacks.addPartition(file, buckets.of(file, stacks.table()), found);
      }
    }
    return known;
  }

  /** For each stack: whether it was written, then the hours that it is in. */
  private void look(Unit unit, List<DataFile> files, Pins now, Work work, HourSet found)
      throws IOException {
    try (SummingSorter merged =
        new SummingSorter(work.folder(), work.removal().space().memoryBytes(), KEY)) {
      GenericRecord key = GenericRecord.create(KEY);
      PackedRow packed = new PackedRow();
      Schema columns = stacks.columns(Set.of("service_name", "stack_id"));
      for (DataFile file : files) {
        try (CloseableIterable<StructLike> rows = work.rows(stacks.table()).of(file, columns)) {
          SourceTable.take(
              rows,
              row -> {
                key.set(0, row.get(0, CharSequence.class));
                key.set(1, row.get(1, Long.class));
                key.set(2, WRITTEN);
                merged.codec().pack(key, packed);
                merged.add(packed, 0, 0);
              },
              work.progress());
        }
      }
      sums.read(
          new SourceTable.Reading(now.facts(), unit, buckets, work),
          sums.columns(Set.of("hour", "service_name", "stack_id")),
          row -> {
            long hour = unit.hourOf(row.get(0, Long.class));
            if (hour >= 0) {
              key.set(0, row.get(1, CharSequence.class));
              key.set(1, row.get(2, Long.class));
              key.set(2, (int) ((hour - unit.fromMicros()) / Unit.HOUR_MICROS));
              merged.codec().pack(key, packed);
              merged.add(packed, 0, 0);
            }
          });
      found.add(unit.day(), unit.bucket(), hours(merged));
    }
  }

  private static int hours(SummingSorter merged) throws IOException {
    int hours = 0;
    String service = "";
    long stack = 0;
    while (merged.next()) {
      StructLike key = merged.key();
      int hour = key.get(2, Integer.class);
      if (hour == WRITTEN) {
        service = key.get(0, CharSequence.class).toString();
        stack = key.get(1, Long.class);
      } else if ((hours >> hour & 1) == 0
          && key.get(1, Long.class) == stack
          && service.contentEquals(key.get(0, CharSequence.class))) {
        hours |= 1 << hour;
      }
    }
    return hours;
  }
}
