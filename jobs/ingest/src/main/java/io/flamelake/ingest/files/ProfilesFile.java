package io.flamelake.ingest.files;

import io.flamelake.catalog.ProfilesTable;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.parquet.ColumnFile;
import io.flamelake.stacks.parquet.DoubleMetrics;
import io.flamelake.stacks.parquet.NumberColumn;
import io.flamelake.stacks.parquet.TextColumn;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.iceberg.FieldMetrics;
import org.apache.iceberg.types.Type.TypeID;

/** A file of {@code profiles}. */
final class ProfilesFile extends ProfileRowsFile {
  private static final double NANOS_PER_SECOND = 1e9;

  private final ColumnFile file;
  private final NumberColumn time;
  private final NumberColumn timeNanos;
  private final NumberColumn startNanos;
  private final TextColumn serviceName;
  private final TextColumn profileType;
  private final TextColumn profileName;
  private final TextColumn sampleType;
  private final TextColumn sampleUnit;
  private final TextColumn periodType;
  private final TextColumn periodUnit;
  private final NumberColumn period;
  private final NumberColumn durationNanos;
  private final NumberColumn seriesId;
  private final TextColumn profileId;
  private final TextColumn temporality;
  private final NumberColumn sampleCount;
  private final NumberColumn total;
  private final NumberColumn rate;
  private final TextColumn format;
  private final NumberColumn kafkaPartition;
  private final NumberColumn kafkaOffset;
  private final DoubleMetrics rateMetrics;

  ProfilesFile(ColumnFile file, TableColumns columns) {
    super(file);
    this.file = file;
    Map<String, NumberColumn> numbers = new HashMap<>();
    Map<String, TextColumn> texts = new HashMap<>();
    for (int position = 0; position < columns.count(); position++) {
      add(columns.name(position), position, numbers, texts);
    }
    time = numbers.get("time");
    timeNanos = numbers.get("time_nanos");
    startNanos = numbers.get("start_nanos");
    serviceName = texts.get("service_name");
    profileType = texts.get("profile_type");
    profileName = texts.get("profile_name");
    sampleType = texts.get("sample_type");
    sampleUnit = texts.get("sample_unit");
    periodType = texts.get("period_type");
    periodUnit = texts.get("period_unit");
    period = numbers.get("period");
    durationNanos = numbers.get("duration_nanos");
    seriesId = numbers.get("series_id");
    profileId = texts.get("profile_id");
    temporality = texts.get("temporality");
    sampleCount = numbers.get("sample_count");
    total = numbers.get("total");
    rate = numbers.get("rate");
    format = texts.get("format");
    kafkaPartition = numbers.get("kafka_partition");
    kafkaOffset = numbers.get("kafka_offset");
    rateMetrics = new DoubleMetrics(columns.id("rate"));
    file.start();
  }

  @Override
  protected void write(SeriesProfile profile) throws IOException {
    for (int type = 0; type < profile.typeCount(); type++) {
      file.room(1);
      int row = file.position();
      profile(row, profile);
      type(row, profile, type);
      totals(row, profile, type);
      file.add(1);
    }
  }

  @Override
  protected Stream<FieldMetrics<?>> fieldMetrics() {
    return Stream.of(rateMetrics.get());
  }

  private void profile(int row, SeriesProfile profile) {
    time.set(row, micros(profile));
    timeNanos.set(row, profile.timeNanos());
    startNanos.set(row, profile.startNanos());
    serviceName.set(row, profile.serviceName());
    profileName.set(row, profile.profileName());
    periodType.set(row, profile.periodType());
    periodUnit.set(row, profile.periodUnit());
    if (profile.periodType() == null) {
      period.setAbsent(row);
    } else {
      period.set(row, profile.period());
    }
    seriesId.set(row, profile.seriesId());
    profileId.set(row, profile.profileId());
    format.set(row, profile.format());
    kafkaPartition.set(row, profile.kafkaPartition());
    kafkaOffset.set(row, profile.kafkaOffset());
  }

  private void type(int row, SeriesProfile profile, int type) {
    profileType.set(row, profile.profileType(type));
    sampleType.set(row, profile.sampleTypes()[type]);
    sampleUnit.set(row, profile.sampleUnits()[type]);
    temporality.set(row, profile.temporality(type).label());
  }

  private void totals(int row, SeriesProfile profile, int type) {
    long sum = profile.total(type);
    sampleCount.set(row, profile.nonZero(type));
    total.set(row, sum);
    long duration = profile.durationNanos();
    if (duration > 0) {
      double perSecond = sum / (duration / NANOS_PER_SECOND);
      durationNanos.set(row, duration);
      rate.setDouble(row, perSecond);
      rateMetrics.add(perSecond);
    } else {
      durationNanos.setAbsent(row);
      rate.setAbsent(row);
      rateMetrics.addAbsent();
    }
  }

  private void add(
      String name, int position, Map<String, NumberColumn> numbers, Map<String, TextColumn> texts) {
    if (name.isEmpty()) {
      file.absent(position);
    } else if (ProfilesTable.DEFINITION.schema().findType(name).typeId() == TypeID.STRING) {
      texts.put(name, file.texts(position));
    } else {
      numbers.put(name, file.numbers(position));
    }
  }
}
