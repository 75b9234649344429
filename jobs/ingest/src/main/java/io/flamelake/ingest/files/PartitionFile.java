package io.flamelake.ingest.files;

import io.flamelake.ingest.profile.SeriesProfile;
import java.io.IOException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.DataWriter;

/** The file that is being written for one partition. */
final class PartitionFile {
  /** Asking for the length walks over all buffers: not for every row. */
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  private final String location;
  private final DataWriter<SampleCursor> writer;
  private int rowsSinceCheck;

  PartitionFile(String location, DataWriter<SampleCursor> writer) {
    this.location = location;
    this.writer = writer;
  }

  /**
   * Writes all values of one type that are not 0.
   *
   * @param cursor stands at the profile and the type
   * @return rows written
   */
  int write(SampleCursor cursor, SeriesProfile profile, int type) {
    long[] values = profile.values();
    int stacks = profile.stackCount();
    int start = type * stacks;
    int rows = 0;
    for (int stack = 0; stack < stacks; stack++) {
      long value = values[start + stack];
      if (value != 0) {
        cursor.stack(stack, value);
        writer.write(cursor);
        rows++;
      }
    }
    rowsSinceCheck += rows;
    return rows;
  }

  /** Whether it has about this size; asks only now and then. */
  boolean reached(long bytes) {
    if (rowsSinceCheck < ROWS_BETWEEN_CHECKS) {
      return false;
    }
    rowsSinceCheck = 0;
    return writer.length() >= bytes;
  }

  String location() {
    return location;
  }

  DataFile finish() throws IOException {
    writer.close();
    return writer.toDataFile();
  }

  void close() throws IOException {
    writer.close();
  }
}
