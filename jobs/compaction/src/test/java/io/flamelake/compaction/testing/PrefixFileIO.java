package io.flamelake.compaction.testing;

import io.flamelake.catalog.LocalFileIO;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

/** Local files that are listed as an object store lists: by the beginnings of their names. */
public final class PrefixFileIO implements FileIO, SupportsPrefixOperations {
  private static final long serialVersionUID = 1L;

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
    return files.newInputFile(path);
  }

  @Override
  public OutputFile newOutputFile(String path) {
    return files.newOutputFile(path);
  }

  @Override
  public void deleteFile(String path) {
    files.deleteFile(path);
  }

  @Override
  public Iterable<FileInfo> listPrefix(String prefix) {
    return StreamSupport.stream(files.listPrefix("local:///").spliterator(), false)
        .filter(file -> file.location().startsWith(prefix))
        .toList();
  }

  @Override
  public void deletePrefix(String prefix) {
    listPrefix(prefix).forEach(file -> deleteFile(file.location()));
  }
}
