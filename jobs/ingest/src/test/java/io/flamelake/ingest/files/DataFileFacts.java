package io.flamelake.ingest.files;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.DataFile;

/** Compares two data files in all that a manifest tells of them but their names. */
final class DataFileFacts {
  private DataFileFacts() {}

  static void assertSame(DataFile ours, DataFile theirs) {
    assertAsGood(ours, theirs);
    assertThat(ours.fileSizeInBytes()).isEqualTo(theirs.fileSizeInBytes());
    assertThat(ours.splitOffsets()).isEqualTo(theirs.splitOffsets());
    assertThat(ours.columnSizes()).isEqualTo(theirs.columnSizes());
  }

  /** The same but for the bytes that rows take, which are hardly more. */
  static void assertAsGood(DataFile ours, DataFile theirs) {
    assertThat(ours.content()).isEqualTo(theirs.content());
    assertThat(ours.format()).isEqualTo(theirs.format());
    assertThat(ours.specId()).isEqualTo(theirs.specId());
    assertThat(ours.partition()).hasToString(theirs.partition().toString());
    assertThat(ours.recordCount()).isEqualTo(theirs.recordCount());
    assertThat(ours.sortOrderId()).isEqualTo(theirs.sortOrderId()).isEqualTo(0);
    assertThat(ours.keyMetadata()).isEqualTo(theirs.keyMetadata());
    assertThat(ours.equalityFieldIds()).isEqualTo(theirs.equalityFieldIds());
    assertThat(ours.fileSizeInBytes()).isLessThan(theirs.fileSizeInBytes() * 101 / 100);
    assertThat(ours.splitOffsets()).startsWith(theirs.splitOffsets().get(0));
    assertThat(ours.columnSizes()).containsOnlyKeys(theirs.columnSizes().keySet());
    assertMetrics(ours, theirs);
  }

  private static void assertMetrics(DataFile ours, DataFile theirs) {
    assertThat(ours.valueCounts()).isEqualTo(theirs.valueCounts());
    assertThat(ours.nullValueCounts()).isEqualTo(theirs.nullValueCounts());
    assertThat(ours.nanValueCounts()).isEqualTo(theirs.nanValueCounts());
    assertThat(ours.lowerBounds()).isEqualTo(theirs.lowerBounds());
    assertThat(ours.upperBounds()).isEqualTo(theirs.upperBounds());
  }
}
