package io.flamelake.compaction.testing;

import io.flamelake.catalog.LocalFileIO;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;

/**
 * Files of {@link LocalFileIO}; the process ends at once before the file that a property counts.
 */
public final class HaltingFileIO implements FileIO {
  /** How many files are opened, made or deleted; the next ends the process. */
  public static final String HALT_AFTER = "flamelake.test.halt-after";

  /** The status that it ends with. */
  public static final int STATUS = 99;

  private static final long serialVersionUID = 1L;
  private static final AtomicInteger LEFT = new AtomicInteger(Integer.getInteger(HALT_AFTER, -1));

  private final LocalFileIO files = new LocalFileIO();

  @Override
  public void initialize(Map<String, String> properties) {
    files.initialize(properties);
  }

  @Override
  public Map<String, String> properties() {
    return files.properties();
  }

  @Override
  public InputFile newInputFile(String path) {
    haltIfDue();
    return files.newInputFile(path);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    haltIfDue();
    return files.newOutputFile(path);
  }

  @Override
  public void deleteFile(String path) {
    haltIfDue();
    files.deleteFile(path);
  }

  private static void haltIfDue() {
    if (LEFT.getAndDecrement() == 0) {
      Runtime.getRuntime().halt(STATUS);
    }
  }
}
