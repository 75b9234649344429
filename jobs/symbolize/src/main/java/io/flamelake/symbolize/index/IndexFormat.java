package io.flamelake.symbolize.index;

/**
 * The bytes of an index, version 2. Numbers of fixed width are little-endian; a varint has 7 bits a
 * byte, the least first, and the high bit says that more follow.
 *
 * <pre>
 * magic           8 bytes  "FLAMESYM"
 * version         4 bytes
 * header length   4 bytes  of what follows up to and with the header's checksum
 * header          varints: length of the build id, its bytes (UTF-8);
 *                          number of layers, each: layer, frames, ranges, lines;
 *                          number of load segments, each: offset, size, address (64 bits);
 *                          number of counts, counts: names, paths, functions, nodes, places,
 *                          addresses of frames, addresses of lines;
 *                          number of blocks, each: its kind, its length, its length as stored,
 *                          CRC32C of it as stored
 * checksum        4 bytes  CRC32C of everything before it
 * blocks          in the order of the header, each one zstd frame; nothing follows them
 * </pre>
 *
 * A block holds one column. There is a reader of this version only: an index of any other is made
 * anew from the files. (Version 1 had no segments.)
 */
final class IndexFormat {
  static final long MAGIC = 0x4D5953454D414C46L;
  static final int VERSION = 2;

  /** What goes before the header. */
  static final int PREFIX = Long.BYTES + 2 * Integer.BYTES;

  static final int MAX_HEADER = 1 << 16;
  static final int MAX_BUILD_ID = 255;

  /** Programs have some ten. */
  static final int MAX_SEGMENTS = 256;

  /** What frames are inlined into one another at most. */
  static final int MAX_DEPTH = 1024;

  /** What a header counts, in its order. */
  enum Count {
    NAMES,
    PATHS,
    FUNCTIONS,
    NODES,
    PLACES,
    FRAME_ADDRESSES,
    LINE_ADDRESSES
  }

  /** The kinds of blocks; a block's kind is the number of its constant, from 0. */
  enum Block {
    NAME_LENGTHS(Count.NAMES, Coding.PLAIN),
    NAME_BYTES(Count.NAMES, Coding.BYTES),
    PATH_LENGTHS(Count.PATHS, Coding.PLAIN),
    PATH_BYTES(Count.PATHS, Coding.BYTES),
    FUNCTION_NAMES(Count.FUNCTIONS, Coding.FRESH),
    FUNCTION_SYSTEM_NAMES(Count.FUNCTIONS, Coding.FRESH),
    FUNCTION_FILES(Count.FUNCTIONS, Coding.DELTA),
    FUNCTION_START_LINES(Count.FUNCTIONS, Coding.DELTA),
    NODE_CALLERS(Count.NODES, Coding.FRESH),
    NODE_FUNCTIONS(Count.NODES, Coding.FRESH),
    NODE_CALLS(Count.NODES, Coding.FRESH),
    PLACE_FILES(Count.PLACES, Coding.DELTA),
    PLACE_LINES(Count.PLACES, Coding.DELTA),
    PLACE_COLUMNS(Count.PLACES, Coding.PLAIN),
    FRAME_ADDRESSES(Count.FRAME_ADDRESSES, Coding.ASCENDING),
    FRAME_NODES(Count.FRAME_ADDRESSES, Coding.FRESH),
    LINE_ADDRESSES(Count.LINE_ADDRESSES, Coding.ASCENDING),
    LINE_PLACES(Count.LINE_ADDRESSES, Coding.FRESH);

    private final Count count;
    private final Coding coding;

    Block(Count count, Coding coding) {
      this.count = count;
      this.coding = coding;
    }

    Count count() {
      return count;
    }

    Coding coding() {
      return coding;
    }
  }

  /** How the values of a column become bytes. */
  enum Coding {
    /** The bytes as they are. */
    BYTES,
    /** A varint each. */
    PLAIN,
    /** The difference from the value before as a varint, its sign in the lowest bit. */
    DELTA,
    /** 64 bits, each greater than the one before: the difference as a varint. */
    ASCENDING,
    /**
     * Ids that are new mostly: 0 for -1; else 1 and how much less than the least one that is
     * greater than all before, its sign in the lowest bit.
     */
    FRESH
  }

  private IndexFormat() {}
}
