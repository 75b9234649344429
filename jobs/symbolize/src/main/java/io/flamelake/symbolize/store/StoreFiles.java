package io.flamelake.symbolize.store;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.RecoverableWriter;

/** Files of a store: they appear as a whole or not at all. */
final class StoreFiles {
  /** Begins the names of files that are being written. */
  private static final String WRITING = "writing-";

  /** After this time a file that is being written was left behind by a process that ended. */
  private static final Duration LEFT_BEHIND = Duration.ofDays(1);

  private static final int BUFFER = 1 << 16;

  private final FileSystem system;

  StoreFiles(FileSystem system) {
    this.system = system;
  }

  /** Whether files are on this machine, where they can be mapped as they are. */
  boolean local() {
    return !system.isDistributedFS();
  }

  /** The files and folders in a folder; none if it is not there. */
  List<FileStatus> list(Path folder) throws IOException {
    try {
      FileStatus[] found = system.listStatus(folder);
      return found == null ? List.of() : List.of(found);
    } catch (FileNotFoundException e) {
      return List.of();
    }
  }

  /** Copies a local file. */
  void write(Path target, java.nio.file.Path from) throws IOException {
    try (InputStream in = Files.newInputStream(from)) {
      write(target, in);
    }
  }

  void write(Path target, byte[] bytes) throws IOException {
    write(target, new ByteArrayInputStream(bytes));
  }

  private void write(Path target, InputStream in) throws IOException {
    system.mkdirs(target.getParent());
    RecoverableWriter writer = local() ? null : recoverableWriter();
    if (writer == null) {
      writeAndRename(target, in);
    } else {
      writeAndCommit(writer, target, in);
    }
  }

  private RecoverableWriter recoverableWriter() throws IOException {
    try {
      return system.createRecoverableWriter();
    } catch (UnsupportedOperationException e) {
      return null;
    }
  }

  /**
   * Object stores make a file of what was written when a stream is closed, even after a failure.
   */
  private void writeAndRename(Path target, InputStream in) throws IOException {
    Path temporary = new Path(target.getParent(), WRITING + UUID.randomUUID());
    try {
      try (FSDataOutputStream out = system.create(temporary, FileSystem.WriteMode.NO_OVERWRITE)) {
        in.transferTo(out);
      }
      rename(temporary, target);
    } catch (IOException | RuntimeException e) {
      deleteAfter(e, temporary);
      throw e;
    }
  }

  private void deleteAfter(Exception failure, Path temporary) {
    try {
      system.delete(temporary, false);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (system.rename(from, to)) {
      return;
    }
    system.delete(to, false);
    if (!system.rename(from, to)) {
      throw new IOException("Could not rename " + from + " to " + to);
    }
  }

  private void writeAndCommit(RecoverableWriter writer, Path target, InputStream in)
      throws IOException {
    RecoverableFsDataOutputStream.Committer committer;
    try (RecoverableFsDataOutputStream out = writer.open(target)) {
      in.transferTo(out);
      committer = out.closeForCommit();
    }
    try {
      committer.commit();
    } catch (IOException e) {
      if (!system.exists(target) || !system.delete(target, false)) {
        throw e;
      }
      committer.commitAfterRecovery();
    }
  }

  /**
   * Copies a file to this machine.
   *
   * @throws EOFException if it does not have the length that was told
   */
  void copy(Path from, long length, java.nio.file.Path to) throws IOException {
    try (FSDataInputStream in = system.open(from);
        OutputStream out = Files.newOutputStream(to)) {
      byte[] buffer = new byte[BUFFER];
      long copied = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        copied += n;
        checkLength(from, length, copied > length ? copied : length);
        out.write(buffer, 0, n);
      }
      checkLength(from, length, copied);
    }
  }

  byte[] read(Path from, int length) throws IOException {
    try (FSDataInputStream in = system.open(from)) {
      byte[] bytes = in.readNBytes(length);
      checkLength(from, length, bytes.length);
      return bytes;
    }
  }

  private static void checkLength(Path file, long told, long found) throws IOException {
    if (found != told) {
      throw new EOFException(
          "%s has %d bytes and not %d: it was changed meanwhile".formatted(file, found, told));
    }
  }

  /** Deletes what processes left in a folder that ended while they wrote. */
  void deleteLeftBehind(Path folder, Instant now) throws IOException {
    for (FileStatus file : list(folder)) {
      Instant modified = Instant.ofEpochMilli(file.getModificationTime());
      boolean writing = file.getPath().getName().startsWith(WRITING);
      if (writing && !file.isDir() && modified.plus(LEFT_BEHIND).isBefore(now)) {
        delete(file.getPath());
      }
    }
  }

  void delete(Path file) throws IOException {
    system.delete(file, false);
  }
}
