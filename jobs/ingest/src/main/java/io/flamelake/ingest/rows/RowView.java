package io.flamelake.ingest.rows;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.RowKind;
import org.apache.flink.types.variant.Variant;

/** A row that reads its values from elsewhere: each view overrides the getters of its columns. */
abstract class RowView implements RowData {
  @Override
  public RowKind getRowKind() {
    return RowKind.INSERT;
  }

  @Override
  public void setRowKind(RowKind kind) {
    if (kind != RowKind.INSERT) {
      throw new IllegalArgumentException("Only inserts are written, not " + kind);
    }
  }

  @Override
  public boolean getBoolean(int position) {
    throw noSuch("getBoolean", position);
  }

  @Override
  public byte getByte(int position) {
    throw noSuch("getByte", position);
  }

  @Override
  public short getShort(int position) {
    throw noSuch("getShort", position);
  }

  @Override
  public int getInt(int position) {
    throw noSuch("getInt", position);
  }

  @Override
  public long getLong(int position) {
    throw noSuch("getLong", position);
  }

  @Override
  public float getFloat(int position) {
    throw noSuch("getFloat", position);
  }

  @Override
  public double getDouble(int position) {
    throw noSuch("getDouble", position);
  }

  @Override
  public StringData getString(int position) {
    throw noSuch("getString", position);
  }

  @Override
  public DecimalData getDecimal(int position, int precision, int scale) {
    throw noSuch("getDecimal", position);
  }

  @Override
  public TimestampData getTimestamp(int position, int precision) {
    throw noSuch("getTimestamp", position);
  }

  @Override
  public <T> RawValueData<T> getRawValue(int position) {
    throw noSuch("getRawValue", position);
  }

  @Override
  public byte[] getBinary(int position) {
    throw noSuch("getBinary", position);
  }

  @Override
  public ArrayData getArray(int position) {
    throw noSuch("getArray", position);
  }

  @Override
  public MapData getMap(int position) {
    throw noSuch("getMap", position);
  }

  @Override
  public RowData getRow(int position, int fields) {
    throw noSuch("getRow", position);
  }

  @Override
  public Variant getVariant(int position) {
    throw noSuch("getVariant", position);
  }

  private IllegalStateException noSuch(String getter, int position) {
    return new IllegalStateException(
        getClass().getSimpleName() + " has no " + getter + " at " + position);
  }
}
