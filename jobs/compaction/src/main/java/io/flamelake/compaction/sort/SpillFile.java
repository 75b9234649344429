package io.flamelake.compaction.sort;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Sorted rows in a local file: of each row how many bytes it shares with the one before, how many
 * are its own, and these; all of it as zstd.
 *
 * @param path deleted once it is read
 * @param rows how many
 */
record SpillFile(Path path, long rows) {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int ZSTD_LEVEL = 1;
  private static final int NO_SHARED = 0;

  /** Writes all rows of a cursor and closes it. */
  static SpillFile write(Path path, RowCursor sorted) throws IOException {
    long rows = 0;
    byte[] last = new byte[256];
    int lastLength = 0;
    try (sorted;
        DataOutputStream out =
            new DataOutputStream(
                new BufferedOutputStream(
                    new ZstdOutputStream(Files.newOutputStream(path), ZSTD_LEVEL), BUFFER_BYTES))) {
      while (sorted.next()) {
        int length = sorted.to() - sorted.from();
        int shared =
            shared(last, lastLength, sorted.bytes(), sorted.from(), sorted.from() + length);
        out.writeInt(shared);
        out.writeInt(length - shared);
        out.write(sorted.bytes(), sorted.from() + shared, length - shared);
        if (last.length < length) {
          last = new byte[Math.max(length, 2 * last.length)];
        }
        System.arraycopy(sorted.bytes(), sorted.from(), last, 0, length);
        lastLength = length;
        rows++;
      }
    }
    return new SpillFile(path, rows);
  }

  RowCursor read() throws IOException {
    return new Reader(this);
  }

  private static int shared(byte[] last, int lastLength, byte[] bytes, int from, int to) {
    int mismatch = Arrays.mismatch(last, 0, lastLength, bytes, from, to);
    return mismatch < 0 ? lastLength : Math.max(NO_SHARED, mismatch);
  }

  private static final class Reader implements RowCursor {
    private final SpillFile file;
    private final DataInputStream in;
    private long left;
    private byte[] row = new byte[256];
    private int length;

    Reader(SpillFile file) throws IOException {
      this.file = file;
      left = file.rows();
      in =
          new DataInputStream(
              new BufferedInputStream(
                  new ZstdInputStream(Files.newInputStream(file.path())), BUFFER_BYTES));
    }

    @Override
    public boolean next() throws IOException {
      if (left == 0) {
        if (in.read() >= 0) {
          throw new IOException(file.path() + " has more rows than were written");
        }
        return false;
      }
      left--;
      try {
        int shared = in.readInt();
        int own = in.readInt();
        length = shared + own;
        if (row.length < length) {
          row = Arrays.copyOf(row, Math.max(length, 2 * row.length));
        }
        in.readFully(row, shared, own);
      } catch (EOFException e) {
        throw new IOException(file.path() + " ends before its last row", e);
      }
      return true;
    }

    @Override
    public byte[] bytes() {
      return row;
    }

    @Override
    public int from() {
      return 0;
    }

    @Override
    public int to() {
      return length;
    }

    @Override
    public void close() throws IOException {
      in.close();
      Files.deleteIfExists(file.path());
    }
  }
}
