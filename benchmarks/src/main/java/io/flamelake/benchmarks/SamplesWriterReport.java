package io.flamelake.benchmarks;

import com.sun.management.ThreadMXBean;
import io.flamelake.ingest.files.ProfileRows;
import io.flamelake.ingest.files.ProfileRowsWriter;
import io.flamelake.ingest.profile.SeriesProfile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.flink.table.data.RowData;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.Table;
import org.apache.iceberg.flink.FlinkSchemaUtil;
import org.apache.iceberg.flink.sink.RowDataTaskWriterFactory;
import org.apache.iceberg.inmemory.InMemoryCatalog;
import org.apache.iceberg.io.TaskWriter;

/**
 * Prints how many rows of {@code samples} one core writes to Parquet a second, through Iceberg's
 * writer of Flink rows and through ours, from recorded profiles; files are kept in memory. Rates
 * are of CPU time, the best of several rounds. A round writes the profiles again and again, each
 * time ten seconds later, into one file of a partition.
 */
public final class SamplesWriterReport {
  private static final int ROUNDS = 6;
  private static final long ROWS = 500_000;
  private static final long TARGET = 3_000_000;
  private static final long PERIOD_NANOS = 10_000_000_000L;
  private static final List<String> KINDS = List.of("go/cpu", "go/heap", "node/wall", "java/cpu");
  private static final String ROW = "%-10s %-8s %12s %10s %10s %10s%n";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Writes some rows and tells what it made. */
  private interface Way {
    List<DataFile> write(List<SeriesProfile> profiles) throws IOException;
  }

  /** The best of the rounds. */
  private static final class Meter {
    private double rowsPerSecond;
    private double allocatedPerRow = Double.MAX_VALUE;
    private double bytesPerRow;

    void round(Way way, List<SeriesProfile> profiles, Table table) throws IOException {
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long start = THREADS.getCurrentThreadCpuTime();
      List<DataFile> files = way.write(profiles);
      double seconds = (THREADS.getCurrentThreadCpuTime() - start) / 1e9;
      long held = THREADS.getCurrentThreadAllocatedBytes() - allocated;
      double rows = files.stream().mapToLong(DataFile::recordCount).sum();
      rowsPerSecond = Math.max(rowsPerSecond, rows / seconds);
      allocatedPerRow = Math.min(allocatedPerRow, held / rows);
      bytesPerRow = files.stream().mapToLong(DataFile::fileSizeInBytes).sum() / rows;
      files.forEach(file -> table.io().deleteFile(file.location()));
    }
  }

  private SamplesWriterReport() {}

  public static void main(String[] arguments) throws IOException {
    System.out.println("JDK " + Runtime.version() + ", rows a second of CPU time of one core");
    System.out.printf(ROW, "profiles", "writer", "Mrows/s", "of target", "B alloc", "B written");
    for (String kind : KINDS) {
      List<SeriesProfile> profiles = repeated(new DecodedSet(kind).profiles());
      try (InMemoryCatalog catalog = new InMemoryCatalog()) {
        Table table = SamplesInMemory.create(catalog);
        print(kind, "iceberg", measured(p -> writeRows(table, p), profiles, table));
        print(kind, "ours", measured(p -> writeProfiles(table, p), profiles, table));
      }
    }
    System.out.println("of target: of 3 M rows/s; B alloc: bytes allocated for each row");
  }

  /** The same profiles, later and later, until they have enough rows. */
  private static List<SeriesProfile> repeated(List<SeriesProfile> recorded) {
    List<SeriesProfile> profiles = new ArrayList<>();
    long time = recorded.get(0).timeNanos();
    for (long rows = 0; rows < ROWS; time += PERIOD_NANOS) {
      for (SeriesProfile profile : recorded) {
        profiles.add(DecodedSet.at(profile, time));
        for (int type = 0; type < profile.typeCount(); type++) {
          rows += profile.nonZero(type);
        }
      }
    }
    return profiles;
  }

  private static Meter measured(Way way, List<SeriesProfile> profiles, Table table)
      throws IOException {
    Meter meter = new Meter();
    for (int round = 0; round < ROUNDS; round++) {
      meter.round(way, profiles, table);
    }
    return meter;
  }

  private static List<DataFile> writeProfiles(Table table, List<SeriesProfile> profiles)
      throws IOException {
    ProfileRowsWriter writer = new ProfileRowsWriter(ProfileRows.SAMPLES, table, 0, 0, 64);
    for (SeriesProfile profile : profiles) {
      writer.write(profile);
    }
    return writer.complete();
  }

  private static List<DataFile> writeRows(Table table, List<SeriesProfile> profiles)
      throws IOException {
    RowDataTaskWriterFactory factory =
        new RowDataTaskWriterFactory(
            table,
            FlinkSchemaUtil.convert(table.schema()),
            Long.MAX_VALUE,
            FileFormat.PARQUET,
            table.properties(),
            null,
            false);
    factory.initialize(0, 0);
    SampleRowView row = new SampleRowView();
    try (TaskWriter<RowData> writer = factory.create()) {
      for (SeriesProfile profile : profiles) {
        write(writer, row, profile);
      }
      return List.of(writer.complete().dataFiles());
    }
  }

  private static void write(TaskWriter<RowData> writer, SampleRowView row, SeriesProfile profile)
      throws IOException {
    row.profile(profile);
    for (int type = 0; type < profile.typeCount(); type++) {
      row.type(type);
      for (int stack = 0; stack < profile.stackCount(); stack++) {
        if (profile.value(type, stack) != 0) {
          row.stack(stack);
          writer.write(row);
        }
      }
    }
  }

  private static void print(String kind, String writer, Meter meter) {
    System.out.printf(
        ROW,
        kind,
        writer,
        number("%.2f", meter.rowsPerSecond / 1e6),
        number("%.2f", meter.rowsPerSecond / TARGET),
        number("%.1f", meter.allocatedPerRow),
        number("%.2f", meter.bytesPerRow));
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
