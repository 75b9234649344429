package io.flamelake.ingest.files;

import io.flamelake.ingest.profile.SeriesProfile;
import java.io.IOException;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.io.DataWriter;

/** The file that is being written for one partition. */
final class PartitionFile {
  /** Asking for the length walks over all columns: not for every profile. */
  private static final int ROWS_BETWEEN_CHECKS = 1_000;

  private final String location;
  private final DataWriter<SeriesProfile> writer;
  private int rowsSinceCheck;

  PartitionFile(String location, DataWriter<SeriesProfile> writer) {
    this.location = location;
    this.writer = writer;
  }

  /**
   * Writes the rows of a profile.
   *
   * @param rows how many these are
   */
  void write(SeriesProfile profile, int rows) {
    writer.write(profile);
    rowsSinceCheck += rows;
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
