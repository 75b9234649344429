package io.flamelake.benchmarks;

import io.flamelake.ingest.profile.SeriesProfile;
import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.variant.Variant;

/** A row of {@code samples} as a general row writer takes it: one view for all rows. */
final class SampleRowView implements RowData {
  private static final int COLUMNS = 8;
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final int NANOS_PER_MICRO = 1_000;

  private SeriesProfile profile;
  private TimestampData time;
  private StringData serviceName;
  private StringData profileType;
  private int type;
  private int stack;

  void profile(SeriesProfile newProfile) {
    profile = newProfile;
    int nanoOfMilli = (int) Math.floorMod(newProfile.timeNanos(), NANOS_PER_MILLI);
    time =
        TimestampData.fromEpochMillis(
            Math.floorDiv(newProfile.timeNanos(), NANOS_PER_MILLI),
            nanoOfMilli - nanoOfMilli % NANOS_PER_MICRO);
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
    return COLUMNS;
  }

  @Override
  public RowKind getRowKind() {
    return RowKind.INSERT;
  }

  @Override
  public void setRowKind(RowKind kind) {
    throw none();
  }

  /** The recorded profiles have no spans. */
  @Override
  public boolean isNullAt(int position) {
    return position > 5;
  }

  @Override
  public TimestampData getTimestamp(int position, int precision) {
    return time;
  }

  @Override
  public StringData getString(int position) {
    return position == 1 ? serviceName : profileType;
  }

  @Override
  public long getLong(int position) {
    return switch (position) {
      case 3 -> profile.seriesId();
      case 4 -> profile.stackIds()[stack];
      default -> profile.value(type, stack);
    };
  }

  @Override
  public boolean getBoolean(int position) {
    throw none();
  }

  @Override
  public byte getByte(int position) {
    throw none();
  }

  @Override
  public short getShort(int position) {
    throw none();
  }

  @Override
  public int getInt(int position) {
    throw none();
  }

  @Override
  public float getFloat(int position) {
    throw none();
  }

  @Override
  public double getDouble(int position) {
    throw none();
  }

  @Override
  public DecimalData getDecimal(int position, int precision, int scale) {
    throw none();
  }

  @Override
  public <T> RawValueData<T> getRawValue(int position) {
    throw none();
  }

  @Override
  public byte[] getBinary(int position) {
    throw none();
  }

  @Override
  public ArrayData getArray(int position) {
    throw none();
  }

  @Override
  public MapData getMap(int position) {
    throw none();
  }

  @Override
  public RowData getRow(int position, int fields) {
    throw none();
  }

  @Override
  public Variant getVariant(int position) {
    throw none();
  }

  private static UnsupportedOperationException none() {
    return new UnsupportedOperationException("samples have no such column");
  }
}
