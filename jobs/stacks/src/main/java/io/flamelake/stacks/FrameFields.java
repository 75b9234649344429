package io.flamelake.stacks;

import io.flamelake.stacks.FrameReader.Text;
import java.util.Arrays;

/**
 * A frame to be written by {@link FrameEncoder}: {@link #clear}, set the fields, add. Texts are
 * UTF-8; null or empty where there is none, as 0 is for line, column and start line.
 */
public final class FrameFields {
  private static final byte[] NOTHING = {};

  public byte[] function;
  public byte[] systemName;
  public byte[] file;
  public byte[] mapping;
  public byte[] buildId;

  /** A {@link FrameKind#code()} or {@link FrameKind#UNKNOWN}. */
  public int kind;

  public boolean inlined;
  public long line;
  public long column;
  public long startLine;

  /** Whether {@link #address} is one: frames with a function have none. */
  public boolean hasAddress;

  public boolean addressIsOffset;
  public long address;

  public FrameFields() {
    clear();
  }

  /** A frame that has nothing. */
  public void clear() {
    function = NOTHING;
    systemName = NOTHING;
    file = NOTHING;
    mapping = NOTHING;
    buildId = NOTHING;
    kind = FrameKind.UNKNOWN;
    inlined = false;
    line = 0;
    column = 0;
    startLine = 0;
    hasAddress = false;
    addressIsOffset = false;
    address = 0;
  }

  /** Sets mapping and build id to those of the frame that the reader stands at. */
  public void mappingOf(FrameReader frame) {
    mapping = same(mapping, frame, Text.MAPPING);
    buildId = same(buildId, frame, Text.BUILD_ID);
  }

  /** What the frame has there; no new array where the known one is the same. */
  private static byte[] same(byte[] known, FrameReader frame, Text field) {
    if (!frame.has(field)) {
      return NOTHING;
    }
    int start = frame.offset(field);
    int end = start + frame.length(field);
    byte[] data = frame.bytes(field);
    return known != null && Arrays.equals(known, 0, known.length, data, start, end)
        ? known
        : Arrays.copyOfRange(data, start, end);
  }

  int firstByte() {
    return (inlined ? FrameFormat.INLINED : 0)
        | (hasAddress ? FrameFormat.ADDRESS : 0)
        | (line == 0 ? 0 : FrameFormat.LINE)
        | (column == 0 ? 0 : FrameFormat.COLUMN)
        | (startLine == 0 ? 0 : FrameFormat.START_LINE)
        | (has(function) ? FrameFormat.FUNCTION : 0)
        | (has(file) ? FrameFormat.FILE : 0)
        | (has(mapping) ? FrameFormat.MAPPING : 0);
  }

  int secondByte() {
    return kind
        | (has(systemName) ? FrameFormat.SYSTEM_NAME : 0)
        | (has(buildId) ? FrameFormat.BUILD_ID : 0)
        | (hasAddress && addressIsOffset ? FrameFormat.FILE_OFFSET : 0);
  }

  static boolean has(byte[] text) {
    return text != null && text.length > 0;
  }
}
