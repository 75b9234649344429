package io.flamelake.symbolize.index;

import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.IndexFormat.Block;
import io.flamelake.symbolize.index.IndexFormat.Count;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** The header of a stored index, checked: see {@link IndexFormat}. */
final class StoredHeader {
  /** No array of the JVM is longer. */
  private static final int MAX_ARRAY = Integer.MAX_VALUE - Long.BYTES;

  private final ByteBuffer in;
  private final int[] counts = new int[Count.values().length];
  private final Location[] locations = new Location[Block.values().length];
  private IndexHeader described;

  /** Where a block stands in the file. */
  record Location(int start, int storedLength, int length, int checksum) {}

  private StoredHeader(ByteBuffer in) {
    this.in = in;
  }

  static StoredHeader read(ByteBuffer file) throws MalformedFileException {
    file.order(ByteOrder.LITTLE_ENDIAN);
    if (file.remaining() < IndexFormat.PREFIX || file.getLong(0) != IndexFormat.MAGIC) {
      throw new MalformedFileException("The bytes are no index of symbols");
    }
    int version = file.getInt(Long.BYTES);
    if (version != IndexFormat.VERSION) {
      throw new MalformedFileException(
          "The index is of version "
              + Integer.toUnsignedString(version)
              + ", but only version "
              + IndexFormat.VERSION
              + " can be read; make it anew from the file");
    }
    int length = file.getInt(Long.BYTES + Integer.BYTES);
    int room = Math.min(IndexFormat.MAX_HEADER, file.limit() - IndexFormat.PREFIX);
    if (length < Integer.BYTES || length > room) {
      throw damaged("its header has a length of " + Integer.toUnsignedString(length));
    }
    int end = IndexFormat.PREFIX + length;
    CRC32C checksum = new CRC32C();
    checksum.update(file.slice(0, end - Integer.BYTES));
    if ((int) checksum.getValue() != file.getInt(end - Integer.BYTES)) {
      throw damaged("the checksum of its header is another");
    }
    ByteBuffer in = file.slice(IndexFormat.PREFIX, length - Integer.BYTES);
    StoredHeader header = new StoredHeader(in.order(ByteOrder.LITTLE_ENDIAN));
    header.parse(end, file.limit());
    return header;
  }

  /** What was written beside the blocks. */
  IndexHeader described() {
    return described;
  }

  int count(Count count) {
    return counts[count.ordinal()];
  }

  Location location(Block block) {
    return locations[block.ordinal()];
  }

  /** The bytes that unpacking takes, at least: every block, and four for each value of it. */
  long memory() {
    long memory = 0;
    for (Block block : Block.values()) {
      memory += location(block).length() + (long) Integer.BYTES * count(block.count());
    }
    return memory;
  }

  private void parse(int blocksStart, int fileEnd) throws MalformedFileException {
    byte[] buildId = new byte[number(IndexFormat.MAX_BUILD_ID)];
    if (buildId.length > in.remaining()) {
      throw damaged("its header ends early");
    }
    in.get(buildId);
    described = new IndexHeader(new String(buildId, StandardCharsets.UTF_8), layers(), segments());
    if (number(MAX_ARRAY) != counts.length) {
      throw damaged("its header has other counts");
    }
    for (int i = 0; i < counts.length; i++) {
      counts[i] = number(MAX_ARRAY);
    }
    locate(blocksStart, fileEnd);
  }

  private List<LayerInfo> layers() throws MalformedFileException {
    Layer[] known = Layer.values();
    int count = number(known.length);
    List<LayerInfo> layers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Layer layer = known[number(known.length - 1)];
      layers.add(new LayerInfo(layer, number(MAX_ARRAY), number(MAX_ARRAY), number(MAX_ARRAY)));
    }
    return List.copyOf(layers);
  }

  private List<LoadSegment> segments() throws MalformedFileException {
    int count = number(IndexFormat.MAX_SEGMENTS);
    List<LoadSegment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      segments.add(new LoadSegment(wideNumber(), wideNumber(), wideNumber()));
    }
    return List.copyOf(segments);
  }

  private void locate(int blocksStart, int fileEnd) throws MalformedFileException {
    if (number(MAX_ARRAY) != locations.length) {
      throw damaged("its header has other blocks");
    }
    int start = blocksStart;
    for (int i = 0; i < locations.length; i++) {
      if (number(MAX_ARRAY) != i) {
        throw damaged("its blocks are in another order");
      }
      int length = number(MAX_ARRAY);
      int storedLength = number(fileEnd - start);
      if (in.remaining() < Integer.BYTES) {
        throw damaged("its header ends early");
      }
      locations[i] = new Location(start, storedLength, length, in.getInt());
      start += storedLength;
    }
    if (start != fileEnd || in.hasRemaining()) {
      throw damaged("it is longer than its blocks");
    }
  }

  private int number(int max) throws MalformedFileException {
    long value = wideNumber();
    if (value < 0 || value > max) {
      throw damaged(
          "its header has " + Long.toUnsignedString(value) + " where at most " + max + " can be");
    }
    return (int) value;
  }

  private long wideNumber() throws MalformedFileException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      if (!in.hasRemaining()) {
        throw damaged("its header ends early");
      }
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw damaged("its header has a number of more than 64 bits");
  }

  private static MalformedFileException damaged(String how) {
    return new MalformedFileException("The index is damaged: " + how);
  }
}
