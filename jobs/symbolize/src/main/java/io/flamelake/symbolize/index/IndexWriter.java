package io.flamelake.symbolize.index;

import com.github.luben.zstd.Zstd;
import io.flamelake.symbolize.index.IndexFormat.Block;
import io.flamelake.symbolize.index.IndexFormat.Count;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Writes an index: see {@link IndexFormat}. */
final class IndexWriter {
  /** Where more effort makes an index hardly smaller. */
  private static final int LEVEL = 9;

  private final SymbolIndex index;
  private final Output header = new Output();
  private final Output blocks = new Output();

  IndexWriter(SymbolIndex index) {
    this.index = index;
  }

  byte[] write() {
    IndexHeader described = index.header();
    byte[] buildId = described.buildId().getBytes(StandardCharsets.UTF_8);
    header.putVarint(buildId.length);
    header.put(buildId);
    header.putVarint(described.layers().size());
    for (LayerInfo layer : described.layers()) {
      header.putVarint(layer.layer().ordinal());
      header.putVarint(layer.frames());
      header.putVarint(layer.ranges());
      header.putVarint(layer.lines());
    }
    header.putVarint(described.segments().size());
    for (LoadSegment segment : described.segments()) {
      header.putVarint(segment.offset());
      header.putVarint(segment.size());
      header.putVarint(segment.address());
    }
    header.putVarint(Count.values().length);
    for (Count count : Count.values()) {
      header.putVarint(count(count));
    }
    header.putVarint(Block.values().length);
    for (Block block : Block.values()) {
      writeBlock(block);
    }
    return join();
  }

  private void writeBlock(Block block) {
    byte[] column = column(block);
    byte[] stored = Zstd.compress(column, LEVEL);
    header.putVarint(block.ordinal());
    header.putVarint(column.length);
    header.putVarint(stored.length);
    header.putFixed(checksum(stored, stored.length), Integer.BYTES);
    blocks.put(stored);
  }

  private byte[] join() {
    Output out = new Output();
    out.putFixed(IndexFormat.MAGIC, Long.BYTES);
    out.putFixed(IndexFormat.VERSION, Integer.BYTES);
    out.putFixed(header.size() + Integer.BYTES, Integer.BYTES);
    out.put(header.toArray());
    out.putFixed(checksum(out.toArray(), out.size()), Integer.BYTES);
    out.put(blocks.toArray());
    return out.toArray();
  }

  static int checksum(byte[] bytes, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  private int count(Count count) {
    SymbolTables tables = index.tables();
    return switch (count) {
      case NAMES -> tables.names().size();
      case PATHS -> tables.paths().size();
      case FUNCTIONS -> tables.functions()[SymbolTables.NAME].length;
      case NODES -> tables.nodeCount();
      case PLACES -> tables.places()[SymbolTables.PLACE_FILE].length;
      case FRAME_ADDRESSES -> index.frameMap().size();
      case LINE_ADDRESSES -> index.lineMap().size();
    };
  }

  private byte[] column(Block block) {
    SymbolTables tables = index.tables();
    return switch (block.coding()) {
      case BYTES -> (block == Block.NAME_BYTES ? tables.names() : tables.paths()).bytes();
      case PLAIN -> ColumnWriter.plain(ints(block));
      case DELTA -> ColumnWriter.delta(ints(block));
      case FRESH -> ColumnWriter.fresh(ints(block));
      case ASCENDING ->
          ColumnWriter.ascending(
              block == Block.FRAME_ADDRESSES ? index.frameMap() : index.lineMap());
    };
  }

  private int[] ints(Block block) {
    SymbolTables tables = index.tables();
    return switch (block) {
      case NAME_LENGTHS -> lengths(tables.names());
      case PATH_LENGTHS -> lengths(tables.paths());
      case FUNCTION_NAMES -> tables.functions()[SymbolTables.NAME];
      case FUNCTION_SYSTEM_NAMES -> tables.functions()[SymbolTables.SYSTEM_NAME];
      case FUNCTION_FILES -> tables.functions()[SymbolTables.FILE];
      case FUNCTION_START_LINES -> tables.functions()[SymbolTables.START_LINE];
      case NODE_CALLERS -> tables.nodeColumn(SymbolTables.CALLER);
      case NODE_FUNCTIONS -> tables.nodeColumn(SymbolTables.FUNCTION);
      case NODE_CALLS -> tables.nodeColumn(SymbolTables.CALL);
      case PLACE_FILES -> tables.places()[SymbolTables.PLACE_FILE];
      case PLACE_LINES -> tables.places()[SymbolTables.LINE];
      case PLACE_COLUMNS -> tables.places()[SymbolTables.COLUMN];
      case FRAME_NODES -> items(index.frameMap());
      case LINE_PLACES -> items(index.lineMap());
      default -> throw new IllegalArgumentException("Block " + block + " has no ints");
    };
  }

  private static int[] lengths(Strings strings) {
    int[] lengths = new int[strings.size()];
    Arrays.setAll(lengths, strings::length);
    return lengths;
  }

  private static int[] items(AddressMap map) {
    int[] items = new int[map.size()];
    Arrays.setAll(items, map::item);
    return items;
  }
}
