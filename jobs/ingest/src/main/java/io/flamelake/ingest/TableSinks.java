package io.flamelake.ingest;

import io.flamelake.catalog.TableDefinition;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Where the rows of each table go. */
public interface TableSinks {

  /** Writes all rows of the stream to the table, each exactly once. */
  void write(DataStream<RowData> rows, TableDefinition table);
}
