package io.flamelake.ingest.rows;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/** In: profiles. Out: rows of {@code samples}, one for each value that is not 0, but none of baselines. */
public final class SampleRows implements FlatMapFunction<SeriesProfile, RowData> {
  private static final long serialVersionUID = 1L;

  private transient SampleRow row;

  @Override
  public void flatMap(SeriesProfile profile, Collector<RowData> out) {
    if (row == null) {
      row = new SampleRow();
    }
    row.reset(profile);
    int stacks = profile.stackCount();
    long[] values = profile.values();
    for (int type = 0; type < profile.typeCount(); type++) {
      if (profile.temporality(type) == Temporality.BASELINE) {
        continue;
      }
      row.type(type);
      for (int stack = 0; stack < stacks; stack++) {
        if (values[type * stacks + stack] != 0) {
          row.stack(stack);
          out.collect(row);
        }
      }
    }
  }
}
