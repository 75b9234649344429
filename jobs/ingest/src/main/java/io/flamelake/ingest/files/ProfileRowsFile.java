package io.flamelake.ingest.files;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.parquet.ColumnAppender;
import io.flamelake.stacks.parquet.ColumnFile;

/** A file of rows that are made from profiles. */
abstract class ProfileRowsFile extends ColumnAppender<SeriesProfile> {
  private static final int NANOS_PER_MICRO = 1_000;

  ProfileRowsFile(ColumnFile file) {
    super(file);
  }

  /** Time in microseconds since 1970, cut towards the past. */
  static long micros(SeriesProfile profile) {
    return Math.floorDiv(profile.timeNanos(), NANOS_PER_MICRO);
  }
}
