package io.flamelake.symbolize.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;

/**
 * A file system that behaves as those of object stores do, in memory: a file appears when its
 * stream is closed, even after a failure; there are no folders; to rename is to copy. Its scheme is
 * {@code objects}, or {@code commits} for one that can commit what was written.
 */
final class ObjectStore extends FileSystem {
  /** By path; the value is never changed. */
  final NavigableMap<String, Stored> objects = new ConcurrentSkipListMap<>();

  /** How many bytes can still be written before writing fails. */
  final AtomicLong room = new AtomicLong(Long.MAX_VALUE);

  private final URI uri;
  private final boolean commits;

  /** A file. */
  record Stored(byte[] bytes, long modified) {}

  ObjectStore(String scheme, boolean commits) {
    this.uri = URI.create(scheme + ":///");
    this.commits = commits;
  }

  /** The one of this machine. */
  static ObjectStore at(String uri) throws IOException {
    return (ObjectStore) FileSystem.getUnguardedFileSystem(URI.create(uri));
  }

  void publish(Path path, byte[] bytes) {
    objects.put(path.getPath(), new Stored(bytes, System.currentTimeMillis()));
  }

  void written(int bytes) throws IOException {
    if (room.addAndGet(-bytes) < 0) {
      throw new IOException("The connection was reset");
    }
  }

  @Override
  public FSDataOutputStream create(Path path, WriteMode mode) {
    return new Out() {
      @Override
      public void close() {
        publish(path, bytes.toByteArray());
      }
    };
  }

  /** Collects what is written. */
  abstract class Out extends FSDataOutputStream {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(int value) throws IOException {
      written(1);
      bytes.write(value);
    }

    @Override
    public void write(byte[] values, int offset, int length) throws IOException {
      written(length);
      bytes.write(values, offset, length);
    }

    @Override
    public long getPos() {
      return bytes.size();
    }

    @Override
    public void flush() {}

    @Override
    public void sync() {}
  }

  @Override
  public RecoverableWriter createRecoverableWriter() throws IOException {
    if (!commits) {
      throw new UnsupportedOperationException("no commits");
    }
    return new CommittingWriter(this);
  }

  @Override
  public FSDataInputStream open(Path path) throws IOException {
    Stored found = objects.get(path.getPath());
    if (found == null) {
      throw new FileNotFoundException(path.toString());
    }
    ByteArrayInputStream in = new ByteArrayInputStream(found.bytes());
    return new FSDataInputStream() {
      @Override
      public void seek(long position) {
        in.reset();
        in.skip(position);
      }

      @Override
      public long getPos() {
        return found.bytes().length - in.available();
      }

      @Override
      public int read() {
        return in.read();
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        return in.read(into, offset, length);
      }
    };
  }

  @Override
  public FSDataInputStream open(Path path, int bufferSize) throws IOException {
    return open(path);
  }

  @Override
  public FileStatus[] listStatus(Path folder) throws IOException {
    String prefix = folder.getPath() + "/";
    List<FileStatus> found = new ArrayList<>();
    String last = "";
    for (Map.Entry<String, Stored> each : objects.tailMap(prefix).entrySet()) {
      if (!each.getKey().startsWith(prefix)) {
        break;
      }
      String name = each.getKey().substring(prefix.length());
      int slash = name.indexOf('/');
      String child = slash < 0 ? name : name.substring(0, slash);
      if (!child.equals(last)) {
        found.add(new Status(new Path(folder, child), slash < 0 ? each.getValue() : null));
      }
      last = child;
    }
    if (found.isEmpty()) {
      throw new FileNotFoundException(folder.toString());
    }
    return found.toArray(FileStatus[]::new);
  }

  /** A file, or a folder if nothing is stored. */
  private record Status(Path path, Stored stored) implements FileStatus {
    @Override
    public long getLen() {
      return stored == null ? 0 : stored.bytes().length;
    }

    @Override
    public long getBlockSize() {
      return getLen();
    }

    @Override
    public short getReplication() {
      return 1;
    }

    @Override
    public long getModificationTime() {
      return stored == null ? 0 : stored.modified();
    }

    @Override
    public long getAccessTime() {
      return 0;
    }

    @Override
    public boolean isDir() {
      return stored == null;
    }

    @Override
    public Path getPath() {
      return path;
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    Stored found = objects.get(path.getPath());
    if (found == null) {
      throw new FileNotFoundException(path.toString());
    }
    return new Status(path, found);
  }

  @Override
  public boolean rename(Path from, Path to) {
    Stored found = objects.get(from.getPath());
    if (found == null || objects.containsKey(to.getPath())) {
      return false;
    }
    objects.put(to.getPath(), found);
    objects.remove(from.getPath());
    return true;
  }

  @Override
  public boolean delete(Path path, boolean recursive) {
    return objects.remove(path.getPath()) != null;
  }

  @Override
  public boolean mkdirs(Path path) {
    return true;
  }

  @Override
  public Path getWorkingDirectory() {
    return new Path(uri);
  }

  @Override
  public Path getHomeDirectory() {
    return new Path(uri);
  }

  @Override
  public URI getUri() {
    return uri;
  }

  @Override
  public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length) {
    return new BlockLocation[0];
  }

  @Override
  public boolean isDistributedFS() {
    return true;
  }
}
