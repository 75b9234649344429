package io.flamelake.symbolize.index;

import com.github.luben.zstd.Zstd;
import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.IndexFormat.Block;
import io.flamelake.symbolize.index.IndexFormat.Count;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** An index that can be written with any contents and right checksums. */
public final class ForgedIndex {
  final List<byte[]> columns = new ArrayList<>();
  final List<Integer> counts = new ArrayList<>();

  /** Lengths of columns that are told in place of theirs. */
  final Map<Block, Integer> lengths = new EnumMap<>(Block.class);

  private ForgedIndex() {}

  /** Takes an index apart. */
  static ForgedIndex from(byte[] bytes) {
    ForgedIndex forged = new ForgedIndex();
    try {
      StoredHeader header = StoredHeader.read(ByteBuffer.wrap(bytes));
      for (Block block : Block.values()) {
        StoredHeader.Location at = header.location(block);
        byte[] stored = new byte[at.storedLength()];
        System.arraycopy(bytes, at.start(), stored, 0, stored.length);
        forged.columns.add(Zstd.decompress(stored, at.length()));
      }
      for (Count count : Count.values()) {
        forged.counts.add(header.count(count));
      }
    } catch (MalformedFileException e) {
      throw new AssertionError(e);
    }
    return forged;
  }

  /**
   * Puts an index together of numbers of two bytes: each count, then each column with its length
   * before it. What is missing is empty.
   */
  public static byte[] of(byte[] parts) {
    ByteBuffer in = ByteBuffer.wrap(parts);
    ForgedIndex forged = new ForgedIndex();
    for (int i = 0; i < Count.values().length; i++) {
      forged.counts.add(number(in));
    }
    for (int i = 0; i < Block.values().length; i++) {
      byte[] column = new byte[Math.min(number(in), in.remaining())];
      in.get(column);
      forged.columns.add(column);
    }
    return forged.toBytes();
  }

  /** The parts of which {@link #of} makes the index. */
  byte[] parts() {
    Output out = new Output();
    counts.forEach(count -> putNumber(out, count));
    for (byte[] column : columns) {
      putNumber(out, column.length);
      out.put(column);
    }
    return out.toArray();
  }

  private static void putNumber(Output out, int number) {
    out.put(new byte[] {(byte) (number >> Byte.SIZE), (byte) number});
  }

  private static int number(ByteBuffer in) {
    return in.remaining() < Short.BYTES ? 0 : in.getShort() & 0xFFFF;
  }

  byte[] toBytes() {
    Output header = new Output();
    Output blocks = new Output();
    header.putVarint(0);
    header.putVarint(0);
    header.putVarint(0);
    header.putVarint(counts.size());
    counts.forEach(header::putVarint);
    header.putVarint(columns.size());
    for (Block block : Block.values()) {
      byte[] column = columns.get(block.ordinal());
      byte[] stored = Zstd.compress(column);
      header.putVarint(block.ordinal());
      header.putVarint(lengths.getOrDefault(block, column.length));
      header.putVarint(stored.length);
      header.putFixed(IndexWriter.checksum(stored, stored.length), Integer.BYTES);
      blocks.put(stored);
    }
    Output out = new Output();
    out.putFixed(IndexFormat.MAGIC, Long.BYTES);
    out.putFixed(IndexFormat.VERSION, Integer.BYTES);
    out.putFixed(header.size() + Integer.BYTES, Integer.BYTES);
    out.put(header.toArray());
    out.putFixed(IndexWriter.checksum(out.toArray(), out.size()), Integer.BYTES);
    out.put(blocks.toArray());
    return out.toArray();
  }
}
