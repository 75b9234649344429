package io.flamelake.stacks.rows;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;

/** In: rejected records and parts. Out: rows of {@code rejects}. */
public final class RejectRows implements MapFunction<RejectedRecord, RowData> {
  private static final long serialVersionUID = 1L;

  @Override
  public RowData map(RejectedRecord rejected) {
    return GenericRowData.of(
        TimestampData.fromEpochMillis(rejected.timestampMillis()),
        StringData.fromString(rejected.reason()),
        StringData.fromString(rejected.message()),
        StringData.fromString(rejected.topic()),
        rejected.partition(),
        rejected.offset(),
        TextMaps.of(rejected.headers()),
        rejected.payload(),
        (long) rejected.payload().length);
  }
}
