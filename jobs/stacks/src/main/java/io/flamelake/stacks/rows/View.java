package io.flamelake.stacks.rows;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.MapData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.types.variant.Variant;

/**
 * The getters that rows and arrays have in common. A view overrides those of its columns; any other
 * is a mistake in the mapping.
 */
abstract class View {
  public boolean getBoolean(int position) {
    throw noSuch("getBoolean", position);
  }

  public byte getByte(int position) {
    throw noSuch("getByte", position);
  }

  public short getShort(int position) {
    throw noSuch("getShort", position);
  }

  public int getInt(int position) {
    throw noSuch("getInt", position);
  }

  public long getLong(int position) {
    throw noSuch("getLong", position);
  }

  public float getFloat(int position) {
    throw noSuch("getFloat", position);
  }

  public double getDouble(int position) {
    throw noSuch("getDouble", position);
  }

  public StringData getString(int position) {
    throw noSuch("getString", position);
  }

  public DecimalData getDecimal(int position, int precision, int scale) {
    throw noSuch("getDecimal", position);
  }

  public TimestampData getTimestamp(int position, int precision) {
    throw noSuch("getTimestamp", position);
  }

  public <T> RawValueData<T> getRawValue(int position) {
    throw noSuch("getRawValue", position);
  }

  public byte[] getBinary(int position) {
    throw noSuch("getBinary", position);
  }

  public ArrayData getArray(int position) {
    throw noSuch("getArray", position);
  }

  public MapData getMap(int position) {
    throw noSuch("getMap", position);
  }

  public RowData getRow(int position, int fields) {
    throw noSuch("getRow", position);
  }

  public Variant getVariant(int position) {
    throw noSuch("getVariant", position);
  }

  final IllegalStateException noSuch(String getter, int position) {
    return new IllegalStateException(
        getClass().getSimpleName() + " has no " + getter + " at " + position);
  }
}
