package io.flamelake.ingest.rows;

import io.flamelake.ingest.operators.SeriesDefinition;
import io.flamelake.stacks.rows.TextMaps;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;

/** In: series as they are first seen on a day. Out: rows of {@code series}. */
public final class SeriesRows implements MapFunction<SeriesDefinition, RowData> {
  private static final long serialVersionUID = 1L;

  @Override
  public RowData map(SeriesDefinition series) {
    return GenericRowData.of(
        series.day(),
        StringData.fromString(series.serviceName()),
        series.seriesId(),
        TextMaps.of(series.labels()));
  }
}
