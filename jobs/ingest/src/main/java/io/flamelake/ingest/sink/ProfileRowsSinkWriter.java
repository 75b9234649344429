package io.flamelake.ingest.sink;

import io.flamelake.ingest.files.ProfileRowsWriter;
import io.flamelake.ingest.operators.IngestMetric;
import io.flamelake.ingest.profile.SeriesProfile;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.PartitionSpec;

/** In: profiles. Out, for each checkpoint: the files that hold their rows. */
final class ProfileRowsSinkWriter implements CommittingSinkWriter<SeriesProfile, Manifest> {
  private final ProfileRowsWriter writer;
  private final PartitionSpec spec;
  private final Counter rows;
  private final Counter files;
  private final Counter bytes;
  private final Counter closedEarly;
  private long closedEarlyBefore;

  ProfileRowsSinkWriter(ProfileRowsWriter writer, PartitionSpec spec, MetricGroup metrics) {
    this.writer = writer;
    this.spec = spec;
    rows = IngestMetric.ROWS_WRITTEN.counter(metrics);
    files = IngestMetric.FILES_WRITTEN.counter(metrics);
    bytes = IngestMetric.FILE_BYTES_WRITTEN.counter(metrics);
    closedEarly = IngestMetric.FILES_CLOSED_EARLY.counter(metrics);
  }

  @Override
  public void write(SeriesProfile profile, Context context) throws IOException {
    rows.inc(writer.write(profile));
  }

  @Override
  public void flush(boolean endOfInput) {
    // Files are finished by prepareCommit, which always follows.
  }

  @Override
  public Collection<Manifest> prepareCommit() throws IOException {
    List<DataFile> done = writer.complete();
    closedEarly.inc(writer.closedEarly() - closedEarlyBefore);
    closedEarlyBefore = writer.closedEarly();
    if (done.isEmpty()) {
      return List.of();
    }
    files.inc(done.size());
    done.forEach(file -> bytes.inc(file.fileSizeInBytes()));
    return List.of(Manifest.inline(spec, done));
  }

  /** Of what was written since the last checkpoint nothing will be committed. */
  @Override
  public void close() {
    writer.abort();
  }
}
