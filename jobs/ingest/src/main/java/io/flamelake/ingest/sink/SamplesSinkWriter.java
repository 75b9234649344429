package io.flamelake.ingest.sink;

import io.flamelake.ingest.files.SamplesWriter;
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
final class SamplesSinkWriter implements CommittingSinkWriter<SeriesProfile, Manifest> {
  private final SamplesWriter writer;
  private final PartitionSpec spec;
  private final Counter rows;
  private final Counter files;
  private final Counter bytes;
  private final Counter closedEarly;
  private long closedEarlyBefore;

  SamplesSinkWriter(SamplesWriter writer, PartitionSpec spec, MetricGroup metrics) {
    this.writer = writer;
    this.spec = spec;
    rows = IngestMetric.SAMPLES_WRITTEN.counter(metrics);
    files = IngestMetric.SAMPLE_FILES.counter(metrics);
    bytes = IngestMetric.SAMPLE_FILE_BYTES.counter(metrics);
    closedEarly = IngestMetric.SAMPLE_FILES_CLOSED_EARLY.counter(metrics);
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
