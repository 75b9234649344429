package io.flamelake.ingest.testing;

import io.flamelake.ingest.profile.SeriesProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** The rows of {@code profiles} that profiles stand for, in the plainest way. */
public final class ProfileRecords {
  private ProfileRecords() {}

  public static List<Record> of(List<SeriesProfile> profiles, Schema schema) {
    List<Record> records = new ArrayList<>();
    for (SeriesProfile profile : profiles) {
      for (int type = 0; type < profile.typeCount(); type++) {
        Record record = GenericRecord.create(schema);
        describe(record, profile);
        describe(record, profile, type);
        records.add(record);
      }
    }
    return records;
  }

  private static void describe(Record record, SeriesProfile profile) {
    record.setField("time", SampleRecords.time(profile));
    record.setField("time_nanos", profile.timeNanos());
    record.setField("start_nanos", profile.startNanos());
    record.setField("service_name", profile.serviceName());
    record.setField("profile_name", profile.profileName());
    record.setField("period_type", profile.periodType());
    record.setField("period_unit", profile.periodUnit());
    record.setField("period", profile.periodType() == null ? null : profile.period());
    record.setField(
        "duration_nanos", profile.durationNanos() == 0 ? null : profile.durationNanos());
    record.setField("series_id", profile.seriesId());
    record.setField(
        "profile_id", "%016x%016x".formatted(profile.profileIdHigh(), profile.profileIdLow()));
    record.setField("format", profile.format());
    record.setField("kafka_partition", profile.kafkaPartition());
    record.setField("kafka_offset", profile.kafkaOffset());
  }

  private static void describe(Record record, SeriesProfile profile, int type) {
    long count = 0;
    long total = 0;
    for (int stack = 0; stack < profile.stackCount(); stack++) {
      count += profile.value(type, stack) == 0 ? 0 : 1;
      total += profile.value(type, stack);
    }
    record.setField("profile_type", profile.profileType(type));
    record.setField("sample_type", profile.sampleTypes()[type]);
    record.setField("sample_unit", profile.sampleUnits()[type]);
    record.setField("temporality", profile.temporality(type).name().toLowerCase(Locale.ROOT));
    record.setField("sample_count", count);
    record.setField("total", total);
    double seconds = profile.durationNanos() / 1e9;
    record.setField("rate", seconds == 0 ? null : total / seconds);
  }
}
