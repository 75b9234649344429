package io.flamelake.ingest.testing;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** The rows of {@code samples} that profiles stand for, in the plainest way. */
public final class SampleRecords {

  private SampleRecords() {}

  public static List<Record> of(List<SeriesProfile> profiles, Schema schema) {
    List<Record> records = new ArrayList<>();
    for (SeriesProfile profile : profiles) {
      for (int type = 0; type < profile.typeCount(); type++) {
        for (int stack = 0; stack < profile.stackCount(); stack++) {
          if (profile.value(type, stack) != 0
              && profile.temporality(type) != Temporality.BASELINE) {
            records.add(record(profile, type, stack, schema));
          }
        }
      }
    }
    return records;
  }

  public static List<Record> of(List<SeriesProfile> profiles) {
    return of(profiles, SamplesTable.DEFINITION.schema());
  }

  private static Record record(SeriesProfile profile, int type, int stack, Schema schema) {
    Record record = GenericRecord.create(schema);
    record.setField("time", time(profile));
    record.setField("service_name", profile.serviceName());
    record.setField("profile_type", profile.profileType(type));
    record.setField("series_id", profile.seriesId());
    record.setField("stack_id", profile.stackIds()[stack]);
    record.setField("value", profile.value(type, stack));
    record.setField("span_id", profile.spanIds() == null ? null : profile.spanIds()[stack]);
    record.setField("trace_id", profile.traceIds() == null ? null : profile.traceIds()[stack]);
    return record;
  }

  /** In the resolution of the tables. */
  static OffsetDateTime time(SeriesProfile profile) {
    return Instant.ofEpochSecond(0, profile.timeNanos())
        .truncatedTo(ChronoUnit.MICROS)
        .atOffset(ZoneOffset.UTC);
  }
}
