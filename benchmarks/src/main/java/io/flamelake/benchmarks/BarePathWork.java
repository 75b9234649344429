package io.flamelake.benchmarks;

import io.flamelake.benchmarks.fleet.Fleet;
import io.flamelake.benchmarks.fleet.FleetRecord;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.files.ProfileRows;
import io.flamelake.ingest.files.ProfileRowsWriter;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.record.RawRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.inmemory.InMemoryCatalog;

/** One thread of the bare path: a fleet's profiles, decoded and written again and again. */
final class BarePathWork extends RecordedOutput implements Callable<BarePathWork.Cost> {
  private static final int BATCH_BYTES = 4 << 20;
  private static final long FILE_ROWS = 500_000;
  private static final int MAX_OPEN = 64;
  private static final byte[] CONTENT_TYPE =
      FleetRecord.CONTENT_TYPE.getBytes(StandardCharsets.US_ASCII);

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** What some profiles took. */
  record Cost(long profiles, long rows, double cpuSeconds) {
    Cost plus(long moreProfiles, long moreRows, double moreSeconds) {
      return new Cost(profiles + moreProfiles, rows + moreRows, cpuSeconds + moreSeconds);
    }
  }

  private final Fleet fleet;
  private final Duration time;
  private final ProfileDecoder decoder = new Decoders(DecoderOptions.defaults());
  private Table table;
  private ProfileRowsWriter writer;
  private long rows;
  private long rowsInFiles;
  private long offset;

  /**
   * @param time how long it works; the first half is warm-up
   */
  BarePathWork(Fleet fleet, Duration time) {
    this.fleet = fleet;
    this.time = time;
  }

  @Override
  public Cost call() throws IOException {
    try (InMemoryCatalog catalog = new InMemoryCatalog()) {
      table = SamplesInMemory.create(catalog);
      writer = new ProfileRowsWriter(ProfileRows.SAMPLES, table, 0, 0, MAX_OPEN);
      work(time.toNanos() / 2);
      return work(time.toNanos() / 2);
    }
  }

  private Cost work(long nanos) throws IOException {
    Cost cost = new Cost(0, 0, 0);
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < nanos) {
      List<RawRecord> batch = batch();
      long before = rows;
      long start = THREADS.getCurrentThreadCpuTime();
      for (RawRecord record : batch) {
        decoder.decode(record, this);
      }
      finishFiles();
      double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
      cost = cost.plus(batch.size(), rows - before, seconds);
    }
    return cost;
  }

  private List<RawRecord> batch() {
    List<RawRecord> batch = new ArrayList<>();
    for (int bytes = 0; bytes < BATCH_BYTES; ) {
      FleetRecord record = fleet.next();
      bytes += record.value().length;
      batch.add(
          new RawRecord(
              "profiles",
              0,
              offset++,
              record.sentMillis(),
              Map.of(
                  "content-type",
                  CONTENT_TYPE,
                  "labels",
                  record.labels().getBytes(StandardCharsets.UTF_8)),
              record.value()));
    }
    return batch;
  }

  @Override
  public void profile(SeriesProfile profile) {
    try {
      rows += writer.write(profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void finishFiles() throws IOException {
    if (rows - rowsInFiles >= FILE_ROWS) {
      rowsInFiles = rows;
      for (DataFile file : writer.complete()) {
        table.io().deleteFile(file.location());
      }
    }
  }
}
