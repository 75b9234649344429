package io.flamelake.ingest;

import io.flamelake.catalog.TableDefinition;
import io.flamelake.ingest.files.ProfileRows;
import io.flamelake.ingest.profile.SeriesProfile;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.table.data.RowData;

/** Where the rows of each table go. */
public interface TableSinks {

  /** Writes the rows that a table has of all profiles, each exactly once. */
  void writeProfiles(DataStream<SeriesProfile> profiles, ProfileRows table);

  /** Writes all rows of the stream to the table, each exactly once. */
  void write(DataStream<RowData> rows, TableDefinition table);
}
