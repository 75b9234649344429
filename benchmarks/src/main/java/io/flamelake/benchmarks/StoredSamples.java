package io.flamelake.benchmarks;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.ingest.delta.DeltaCalculator;
import io.flamelake.ingest.delta.Snapshot;
import io.flamelake.ingest.delta.StreamIds;
import io.flamelake.ingest.delta.Taken;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.TemporalitySplit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.StructLike;
import org.apache.iceberg.data.GenericRecord;

/**
 * Rows of {@code samples} in the order in which profiles come, deltas taken, by profile type. A row
 * is an object here: this is for measuring files, not time.
 */
final class StoredSamples extends RecordedOutput {
  private record Stream(long series, long id) {}

  private final GenericRecord template = GenericRecord.create(SamplesTable.DEFINITION.schema());
  private final Map<String, List<StructLike>> rows = new TreeMap<>();
  private final DeltaCalculator calculator = new DeltaCalculator(Duration.ofHours(24));
  private final Snapshot snapshot = new Snapshot();
  private final Map<Stream, byte[]> lastValues = new HashMap<>();

  Map<String, List<StructLike>> rows() {
    return rows;
  }

  @Override
  public void profile(SeriesProfile profile) {
    TemporalitySplit split = TemporalitySplit.of(profile);
    split.others().ifPresent(this::add);
    split.cumulative().ifPresent(this::delta);
  }

  private void delta(SeriesProfile profile) {
    Stream stream = new Stream(profile.seriesId(), StreamIds.of(profile));
    snapshot.set(profile);
    Taken taken = calculator.take(lastValues.get(stream), snapshot);
    lastValues.put(stream, taken.state());
    if (taken.kind() != Taken.Kind.BASELINE) {
      add(taken.profile());
    }
  }

  private void add(SeriesProfile profile) {
    long micros = Math.floorDiv(profile.timeNanos(), 1_000);
    for (int type = 0; type < profile.typeCount(); type++) {
      String name = profile.profileType(type);
      List<StructLike> ofType = rows.computeIfAbsent(name, key -> new ArrayList<>());
      for (int stack = 0; stack < profile.stackCount(); stack++) {
        long value = profile.value(type, stack);
        if (value != 0) {
          GenericRecord row = template.copy();
          row.set(0, micros);
          row.set(1, profile.serviceName());
          row.set(2, name);
          row.set(3, profile.seriesId());
          row.set(4, profile.stackIds()[stack]);
          row.set(5, value);
          ofType.add(row);
        }
      }
    }
  }
}
