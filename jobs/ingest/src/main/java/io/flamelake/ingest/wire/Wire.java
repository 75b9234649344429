package io.flamelake.ingest.wire;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A cursor over protobuf's wire format (protobuf.dev, "Encoding"). The bytes must have at least ten
 * zero bytes behind the end, so that a varint always ends; {@link #checkNotPast} finds out whether
 * one went too far.
 */
public final class Wire {

  public static final int VARINT = 0;
  public static final int FIXED64 = 1;
  public static final int BYTES = 2;
  public static final int START_GROUP = 3;
  public static final int END_GROUP = 4;
  public static final int FIXED32 = 5;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Field numbers start at 1. */
  private static final int FIRST_TAG = 8;

  private static final int MAX_GROUP_DEPTH = 100;

  public byte[] data;
  public int position;

  private final Reason malformed;
  private final String message;

  /**
   * @param malformed the reason why damaged bytes are rejected
   * @param message what the bytes should be, as in "pprof message"
   */
  public Wire(Reason malformed, String message) {
    this.malformed = malformed;
    this.message = message;
  }

  /** The tag of a field: its number and wire type. */
  public static int tag(int field, int wireType) {
    return field << 3 | wireType;
  }

  /** Reads the tag of the field that starts here. */
  public int readTag() {
    byte b = data[position];
    if (b >= FIRST_TAG) {
      position++;
      return b;
    }
    long tag = varint();
    if (tag >>> 3 == 0 || tag >>> 32 != 0) {
      throw damaged("no field starts");
    }
    return (int) tag;
  }

  /** Reads a number of at most ten bytes. */
  public long varint() {
    byte b = data[position++];
    if (b >= 0) {
      return b;
    }
    return longVarint(b);
  }

  private long longVarint(byte first) {
    long value = first & 0x7f;
    for (int shift = 7; shift < 70; shift += 7) {
      byte b = data[position++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw damaged("a number of more than ten bytes ends");
  }

  /** Reads a number of eight bytes, low byte first. */
  public long fixed64(int end) {
    int start = position;
    advance(Long.BYTES, end);
    return (long) LONGS.get(data, start);
  }

  /** Reads the length of what follows and returns where that ends. */
  public int readEnd(int parentEnd) {
    int start = position;
    long length = varint();
    if (length < 0 || length > parentEnd - position) {
      position = start;
      throw damaged(
          "a field of "
              + Long.toUnsignedString(length)
              + " bytes starts, which go beyond the end,");
    }
    return position + (int) length;
  }

  /** Reads the length of what follows and returns a copy of it. */
  public byte[] bytes(int parentEnd) {
    int end = readEnd(parentEnd);
    byte[] bytes = Arrays.copyOfRange(data, position, end);
    position = end;
    return bytes;
  }

  /** Skips the rest of a field that is not known, or not in this wire type. */
  public void skip(int tag, int end) {
    skip(tag, end, 0);
    checkNotPast(end);
  }

  private void skip(int tag, int end, int depth) {
    switch (tag & 7) {
      case VARINT -> varint();
      case FIXED64 -> advance(8, end);
      case BYTES -> position = readEnd(end);
      case START_GROUP -> skipGroup(tag, end, depth);
      case FIXED32 -> advance(4, end);
      default -> throw damaged("an unknown wire type stands");
    }
  }

  private void skipGroup(int start, int end, int depth) {
    if (depth == MAX_GROUP_DEPTH) {
      throw damaged("groups are nested too deep");
    }
    while (position < end) {
      int tag = readTag();
      if ((tag & 7) == END_GROUP) {
        if (tag >>> 3 != start >>> 3) {
          throw damaged("another group ends than started");
        }
        return;
      }
      skip(tag, end, depth + 1);
    }
    throw damaged("a group has no end");
  }

  private void advance(int bytes, int end) {
    if (bytes > end - position) {
      throw damaged("the message ends within a field");
    }
    position += bytes;
  }

  /** Throws when the last varint went beyond the end. */
  public void checkNotPast(int end) {
    if (position > end) {
      position = end;
      throw damaged("the message ends within a field");
    }
  }

  /** To be thrown: what is wrong at the current position. */
  public BadRecord damaged(String what) {
    return new BadRecord(
        malformed,
        "the bytes are no "
            + message
            + ": "
            + what
            + " at byte "
            + position
            + " of the uncompressed data; was it cut, or is it another format?");
  }
}
