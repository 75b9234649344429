package io.flamelake.stacks.rows;

import org.apache.flink.table.data.ArrayData;

/** An array that reads its elements from elsewhere. */
abstract class ArrayView extends View implements ArrayData {
  @Override
  public boolean[] toBooleanArray() {
    throw noSuch("toBooleanArray", 0);
  }

  @Override
  public byte[] toByteArray() {
    throw noSuch("toByteArray", 0);
  }

  @Override
  public short[] toShortArray() {
    throw noSuch("toShortArray", 0);
  }

  @Override
  public int[] toIntArray() {
    throw noSuch("toIntArray", 0);
  }

  @Override
  public long[] toLongArray() {
    throw noSuch("toLongArray", 0);
  }

  @Override
  public float[] toFloatArray() {
    throw noSuch("toFloatArray", 0);
  }

  @Override
  public double[] toDoubleArray() {
    throw noSuch("toDoubleArray", 0);
  }
}
