package io.flamelake.compaction.rollup;

import io.flamelake.compaction.remove.RemovalSettings;
import io.flamelake.compaction.rewrite.FileRows;
import io.flamelake.compaction.rewrite.Step;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.apache.iceberg.Table;

/**
 * What a table is rolled up with.
 *
 * @param removal how new files are written, and the rows that they replace removed
 * @param due hours that end later are left for later
 * @param retained tells sums that stay although what they were made of is gone
 * @param steps is told what has been done
 * @param progress called now and then
 */
public record Work(
    RemovalSettings removal,
    Instant due,
    Retained retained,
    Step.Listener steps,
    Runnable progress) {

  /** A folder of its own for rows that memory has no room for. */
  Path folder() {
    return removal.space().folder().resolve("roll-up-" + UUID.randomUUID());
  }

  /** Reads a table's rows. */
  FileRows rows(Table table) {
    return new FileRows(table, removal.space().deleteBytes());
  }

  /** For each of two that sort at the same time. */
  long halfMemory() {
    return removal.space().memoryBytes() / 2;
  }
}
