package io.flamelake.symbolize.index;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.flamelake.symbolize.MalformedFileException;
import io.flamelake.symbolize.index.IndexFormat.Block;
import io.flamelake.symbolize.index.IndexFormat.Count;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Reads an index: see {@link IndexFormat}. Bytes are untrusted: sizes are checked before anything
 * is taken for them, and every id before it is used.
 */
final class IndexReader {
  private final StoredHeader header;
  private final ByteBuffer bytes;

  IndexReader(ByteBuffer bytes, long maxBytes) throws MalformedFileException {
    this.bytes = bytes.slice();
    this.header = StoredHeader.read(this.bytes.slice());
    long needed = header.memory();
    if (needed > maxBytes) {
      throw MalformedFileException.beyondLimit(
          "The index would take "
              + needed
              + " bytes of memory, more than the limit of "
              + maxBytes);
    }
  }

  SymbolIndex read() throws MalformedFileException {
    int names = header.count(Count.NAMES);
    int paths = header.count(Count.PATHS);
    int functions = header.count(Count.FUNCTIONS);
    int nodes = header.count(Count.NODES);
    int places = header.count(Count.PLACES);
    SymbolTables tables =
        new SymbolTables(
            strings(Block.NAME_LENGTHS, Block.NAME_BYTES),
            strings(Block.PATH_LENGTHS, Block.PATH_BYTES),
            new int[][] {
              ids(Block.FUNCTION_NAMES, names),
              ids(Block.FUNCTION_SYSTEM_NAMES, names),
              ids(Block.FUNCTION_FILES, paths),
              numbers(Block.FUNCTION_START_LINES)
            },
            SymbolTables.nodes(
                callers(nodes), functionsOfNodes(functions), ids(Block.NODE_CALLS, places)),
            new int[][] {
              ids(Block.PLACE_FILES, paths),
              numbers(Block.PLACE_LINES),
              numbers(Block.PLACE_COLUMNS)
            });
    return new SymbolIndex(
        header.described(),
        tables,
        map(Block.FRAME_ADDRESSES, ids(Block.FRAME_NODES, nodes)),
        map(Block.LINE_ADDRESSES, ids(Block.LINE_PLACES, places)));
  }

  private int[] ids(Block block, int limit) throws MalformedFileException {
    return column(block).ints(header.count(block.count()), Ranges.NONE, limit);
  }

  private int[] numbers(Block block) throws MalformedFileException {
    return column(block).ints(header.count(block.count()), 0, 1L << (Integer.SIZE - 1));
  }

  private int[] functionsOfNodes(int functions) throws MalformedFileException {
    return column(Block.NODE_FUNCTIONS).ints(header.count(Count.NODES), 0, functions);
  }

  /** Each caller goes before those that are inlined into it, so that every chain ends. */
  private int[] callers(int nodes) throws MalformedFileException {
    int[] callers = ids(Block.NODE_CALLERS, nodes);
    int[] depths = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      if (callers[node] >= node) {
        throw damaged("a frame is inlined into one that comes after it");
      }
      depths[node] = callers[node] == Ranges.NONE ? 1 : depths[callers[node]] + 1;
      if (depths[node] > IndexFormat.MAX_DEPTH) {
        throw damaged("more than " + IndexFormat.MAX_DEPTH + " frames are inlined into another");
      }
    }
    return callers;
  }

  private AddressMap map(Block block, int[] items) throws MalformedFileException {
    if (items.length > 0 && items[items.length - 1] != Ranges.NONE) {
      throw damaged("the last range has no end");
    }
    return new AddressMap(column(block).addresses(items.length), items);
  }

  private Strings strings(Block lengths, Block bytesOf) throws MalformedFileException {
    int[] ends = numbers(lengths);
    byte[] texts = unpacked(bytesOf);
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += ends[i];
      if (end > texts.length) {
        throw damaged("the texts of " + bytesOf + " end early");
      }
      ends[i] = (int) end;
    }
    if (end != texts.length) {
      throw damaged(bytesOf + " holds more than its texts");
    }
    return new Strings(texts, ends);
  }

  private ColumnReader column(Block block) throws MalformedFileException {
    return new ColumnReader(block, unpacked(block));
  }

  private byte[] unpacked(Block block) throws MalformedFileException {
    StoredHeader.Location location = header.location(block);
    ByteBuffer stored = bytes.slice(location.start(), location.storedLength());
    CRC32C checksum = new CRC32C();
    checksum.update(stored.duplicate());
    if ((int) checksum.getValue() != location.checksum()) {
      throw damaged("the checksum of block " + block + " is another");
    }
    byte[] packed = new byte[location.storedLength()];
    stored.get(packed);
    if (Zstd.getFrameContentSize(packed, 0, packed.length) != location.length()) {
      throw damaged("block " + block + " is not " + location.length() + " bytes long");
    }
    return unpack(block, packed, location.length());
  }

  private static byte[] unpack(Block block, byte[] packed, int length)
      throws MalformedFileException {
    byte[] unpacked = new byte[length];
    try {
      long size = Zstd.decompressByteArray(unpacked, 0, length, packed, 0, packed.length);
      if (Zstd.isError(size) || size != length) {
        throw damaged("block " + block + " can't be unpacked");
      }
      return unpacked;
    } catch (ZstdException e) {
      throw damaged("block " + block + " can't be unpacked: " + e.getMessage());
    }
  }

  private static MalformedFileException damaged(String how) {
    return new MalformedFileException("The index is damaged: " + how);
  }
}
