package io.flamelake.symbolize.store;

import io.flamelake.symbolize.MalformedFileException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;

/** Room for copies of remote files: a bounded number of bytes for all that are copied at once. */
final class LocalCopies {
  private final Path parent;
  private final long limit;
  private long taken;

  LocalCopies(Path parent, long limit) {
    this.parent = parent;
    this.limit = limit;
  }

  /**
   * Takes room, and waits until there is some.
   *
   * @throws MalformedFileException if there never is that much
   */
  Room take(long bytes) throws IOException {
    if (bytes > limit) {
      throw MalformedFileException.beyondLimit(
          "the files have %d bytes, more than the limit of %d for copies on this machine"
              .formatted(bytes, limit));
    }
    reserve(bytes);
    try {
      return new Room(TemporaryFolder.in(parent), bytes);
    } catch (IOException | RuntimeException e) {
      release(bytes);
      throw e;
    }
  }

  private synchronized void reserve(long bytes) throws InterruptedIOException {
    while (taken > limit - bytes) {
      try {
        wait();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("Interrupted while waiting for room for copies of files");
      }
    }
    taken += bytes;
  }

  private synchronized void release(long bytes) {
    taken -= bytes;
    notifyAll();
  }

  /** A folder that is gone with all that is in it when it is closed. */
  final class Room implements Closeable {
    private final TemporaryFolder folder;
    private final long bytes;

    private Room(TemporaryFolder folder, long bytes) {
      this.folder = folder;
      this.bytes = bytes;
    }

    Path file(String name) {
      return folder.path().resolve(name);
    }

    @Override
    public void close() throws IOException {
      try {
        folder.close();
      } finally {
        release(bytes);
      }
    }
  }
}
