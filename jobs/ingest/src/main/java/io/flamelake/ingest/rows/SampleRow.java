package io.flamelake.ingest.rows;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.ingest.profile.SeriesProfile;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/**
 * A row of the table {@code samples}: a place in a profile. One view serves all rows of all
 * profiles, so that a sample costs no object.
 */
final class SampleRow extends RowView {
  private SeriesProfile profile;
  private TimestampData time;
  private StringData serviceName;
  private StringData profileType;
  private int type;
  private int stack;

  void reset(SeriesProfile newProfile) {
    profile = newProfile;
    time = Times.ofNanos(newProfile.timeNanos());
    serviceName = StringData.fromString(newProfile.serviceName());
  }

  void type(int newType) {
    type = newType;
    profileType = StringData.fromString(profile.profileType(newType));
  }

  void stack(int newStack) {
    stack = newStack;
  }

  @Override
  public int getArity() {
    return SamplesTable.DEFINITION.schema().columns().size();
  }

  @Override
  public boolean isNullAt(int position) {
    return switch (position) {
      case SamplesTable.SPAN_ID -> at(profile.spanIds()) == null;
      case SamplesTable.TRACE_ID -> at(profile.traceIds()) == null;
      default -> false;
    };
  }

  @Override
  public TimestampData getTimestamp(int position, int precision) {
    return time;
  }

  @Override
  public long getLong(int position) {
    return switch (position) {
      case SamplesTable.SERIES_ID -> profile.seriesId();
      case SamplesTable.STACK_ID -> profile.stackIds()[stack];
      case SamplesTable.VALUE -> profile.value(type, stack);
      default -> super.getLong(position);
    };
  }

  @Override
  public StringData getString(int position) {
    return switch (position) {
      case SamplesTable.SERVICE_NAME -> serviceName;
      case SamplesTable.PROFILE_TYPE -> profileType;
      case SamplesTable.SPAN_ID -> StringData.fromString(at(profile.spanIds()));
      case SamplesTable.TRACE_ID -> StringData.fromString(at(profile.traceIds()));
      default -> super.getString(position);
    };
  }

  private String at(String[] ids) {
    return ids == null ? null : ids[stack];
  }
}
