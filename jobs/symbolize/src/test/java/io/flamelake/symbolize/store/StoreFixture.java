package io.flamelake.symbolize.store;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** The files of a store, looked at and changed past the store. */
final class StoreFixture {
  private final FileSystem system;
  private final Path root;

  StoreFixture(URI root) throws IOException {
    this.system = FileSystem.getUnguardedFileSystem(root);
    this.root = new Path(root);
  }

  /** The names of all files. */
  List<String> names() throws IOException {
    return files(root).stream().map(Path::getName).toList();
  }

  byte[] read(String prefix) throws IOException {
    try (FSDataInputStream in = system.open(only(prefix))) {
      return in.readAllBytes();
    }
  }

  void overwrite(String prefix, byte[] bytes) throws IOException {
    try (FSDataOutputStream out = system.create(only(prefix), FileSystem.WriteMode.OVERWRITE)) {
      out.write(bytes);
    }
  }

  void delete(String prefix) throws IOException {
    system.delete(only(prefix), false);
  }

  private Path only(String prefix) throws IOException {
    List<Path> found =
        files(root).stream().filter(path -> path.getName().startsWith(prefix)).toList();
    if (found.size() != 1) {
      throw new IllegalStateException("Found " + found);
    }
    return found.get(0);
  }

  private List<Path> files(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (FileStatus file : new StoreFiles(system).list(folder)) {
      if (file.isDir()) {
        found.addAll(files(file.getPath()));
      } else {
        found.add(file.getPath());
      }
    }
    return found;
  }
}
