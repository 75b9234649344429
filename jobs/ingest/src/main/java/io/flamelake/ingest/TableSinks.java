package io.flamelake.ingest;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.ingest.profile.SeriesProfile;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Where the rows of each table go. */
public interface TableSinks {

  /** Writes the samples of all profiles as rows of {@code samples}, each exactly once. */
  void writeSamples(DataStream<SeriesProfile> profiles);

  /** Writes all rows of the stream to the table, each exactly once. */
  void write(DataStream<RowData> rows, TableDefinition table);
}
