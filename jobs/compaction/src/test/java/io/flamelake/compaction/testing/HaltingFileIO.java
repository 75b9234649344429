package io.flamelake.compaction.testing;

import io.flamelake.catalog.LocalFileIO;
import java.io.IOException;
import java.util.Map;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.PositionOutputStream;

/**
 * Files of {@link LocalFileIO}, of which {@link Halting} is told: before one is opened ({@code
 * reads}), made ({@code writes}) or deleted ({@code deletes}), and once metadata are complete
 * ({@code wrote}).
 */
public final class HaltingFileIO implements FileIO {
  private static final long serialVersionUID = 1L;

  /** What a thread wrote last, and is about to have the catalog name. */
  private static final ThreadLocal<String> METADATA = ThreadLocal.withInitial(() -> "");

  private final LocalFileIO files = new LocalFileIO();

  /** The table's metadata that this thread wrote last. */
  static String lastMetadata() {
    return METADATA.get();
  }

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
    Halting.reached("reads", path);
    return files.newInputFile(path);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    Halting.reached("writes", path);
    OutputFile file = files.newOutputFile(path);
    return path.contains("/metadata/") ? new MetadataFile(file) : file;
  }

  @Override
  public void deleteFile(String path) {
    Halting.reached("deletes", path);
    files.deleteFile(path);
  }

  private record MetadataFile(OutputFile file) implements OutputFile {
    @Override
    public PositionOutputStream create() {
      return new MetadataStream(file.create(), location());
    }

    @Override
    public PositionOutputStream createOrOverwrite() {
      return new MetadataStream(file.createOrOverwrite(), location());
    }

    @Override
    public String location() {
      return file.location();
    }

    @Override
    public InputFile toInputFile() {
      return file.toInputFile();
    }
  }

  private static final class MetadataStream extends PositionOutputStream {
    private final PositionOutputStream out;
    private final String path;

    MetadataStream(PositionOutputStream out, String path) {
      this.out = out;
      this.path = path;
    }

    @Override
    public long getPos() throws IOException {
      return out.getPos();
    }

    @Override
    public void write(int value) throws IOException {
      out.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      out.close();
      if (path.endsWith(".metadata.json")) {
        METADATA.set(path);
      }
      Halting.reached("wrote", path);
    }
  }
}
