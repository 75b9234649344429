package io.flamelake.compaction.testing;

import io.flamelake.catalog.TableDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.iceberg.FileScanTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a lake of its own. */
public abstract class LakeTest {
  @TempDir private Path folder;
  private TestLake lake;

  @BeforeEach
  final void open() {
    lake = new TestLake(folder);
  }

  @AfterEach
  final void close() {
    lake.close();
  }

  /** Where the lake is. */
  protected final Path folder() {
    return folder;
  }

  protected final TestLake lake() {
    return lake;
  }

  /** What a reader of a table would read. */
  protected final List<FileScanTask> files(TableDefinition definition) {
    return StreamSupport.stream(lake.table(definition).newScan().planFiles().spliterator(), false)
        .toList();
  }

  /** All Parquet files in the lake's folder, also those that nobody knows of. */
  protected final Set<Path> dataFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".parquet")).collect(Collectors.toSet());
    }
  }
}
