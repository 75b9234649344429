package io.flamelake.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.catalog.SamplesTable;
import io.flamelake.compaction.testing.Halting;
import io.flamelake.compaction.testing.HaltingFileIO;
import io.flamelake.compaction.testing.Jvm;
import io.flamelake.compaction.testing.TestFiles;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.compaction.testing.TestRows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compaction in processes of their own, of little memory or of a short life. */
class CompactionProcessTest {
  private static final Map<String, String> AT_ONCE =
      Map.of(
          "compaction.tables", "samples",
          "compaction.seal-delay", "0 s",
          "compaction.merge-delay", "0 s",
          "compaction.lock-ttl", "0 s");

  private static final String TYPE = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";
  private static final int FILES = 8;
  private static final int ROWS = 250_000;

  /** Service, type and their ends, four numbers, two absent texts. */
  private static final long PACKED_BYTES = 4L + 2 + TYPE.length() + 2 + 4L * Long.BYTES + 2;

  private static final long SORT_BYTES = 8L << 20;

  @TempDir private Path folder;

  @Test
  void aPartitionOfTwentyTimesTheMemoryIsCompactedWithASmallHeap()
      throws IOException, InterruptedException {
    assertThat(FILES * ROWS * PACKED_BYTES).isGreaterThan(20 * SORT_BYTES);
    try (TestLake lake = new TestLake(folder)) {
      Table table = lake.table(SamplesTable.DEFINITION);
      for (int file = 0; file < FILES; file++) {
        new TestFiles(table).appendToOnePartition(manyRows(table, file));
      }
      long before = bytes(lake);
      Map<String, String> more = new HashMap<>(AT_ONCE);
      more.put("compaction.sort-memory", "8 mb");
      more.put("compaction.row-group-size", "8 mb");
      Jvm.Ended ended = Jvm.run(CompactOnce.class, List.of("-Xmx96m"), lake.arguments(more));
      assertThat(ended.status()).as(ended.output()).isZero();
      assertThat(ended.output()).contains(Integer.toString(FILES * ROWS));
      // That rows are the same is checked by the process itself, which CompactionTest shows.
      assertThat(bytes(lake)).isLessThan(before);
      assertThat(files(lake)).isOne();
    }
  }

  @Test
  void aProcessThatIsKilledOnItsWayLosesNothing() throws IOException, InterruptedException {
    try (TestLake lake = new TestLake(folder)) {
      Table table = lake.table(SamplesTable.DEFINITION);
      TestRows rows = new TestRows(5);
      new TestFiles(table).append(rows.some(table, 500));
      Map<String, String> halting = new HashMap<>(AT_ONCE);
      halting.put("catalog.io-impl", HaltingFileIO.class.getName());
      int killed = 0;
      for (int after = 4; killed < 4; after = after > 60 ? 4 : after + 15) {
        new TestFiles(table).append(rows.some(table, 20));
        List<Record> before = lake.rows(SamplesTable.DEFINITION);
        Jvm.Ended ended =
            Jvm.run(
                CompactOnce.class,
                List.of("-D" + Halting.AFTER + "=" + after),
                lake.arguments(halting));
        assertThat(ended.status()).as(ended.output()).isIn(0, Halting.STATUS);
        killed += ended.status() == 0 ? 0 : 1;
        assertThat(lake.rows(SamplesTable.DEFINITION)).containsExactlyInAnyOrderElementsOf(before);
      }
    }
  }

  private static List<Record> manyRows(Table table, int file) {
    OffsetDateTime start = Instant.parse("2026-11-20T00:00:00Z").atOffset(ZoneOffset.UTC);
    return new AbstractList<>() {
      private final Random random = new Random();
      private final Record row = GenericRecord.create(table.schema());

      /** One object for all rows: they are written one by one. */
      @Override
      public Record get(int index) {
        row.setField("time", start.plusSeconds(10L * (file * 25 + index / 10_000)));
        row.setField("service_name", "shop");
        row.setField("profile_type", TYPE);
        random.setSeed((long) file << Integer.SIZE | index);
        row.setField("series_id", (long) random.nextInt(7));
        row.setField("stack_id", random.nextInt(10_000) * 0x9E3779B97F4A7C15L);
        row.setField("value", 1L + random.nextInt(3));
        return row;
      }

      @Override
      public int size() {
        return ROWS;
      }
    };
  }

  private static long bytes(TestLake lake) {
    return StreamSupport.stream(
            lake.table(SamplesTable.DEFINITION).newScan().planFiles().spliterator(), false)
        .mapToLong(task -> task.file().fileSizeInBytes())
        .sum();
  }

  private static long files(TestLake lake) {
    return StreamSupport.stream(
            lake.table(SamplesTable.DEFINITION).newScan().planFiles().spliterator(), false)
        .count();
  }
}
