package io.flamelake.symbolize.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Finds build ids in the notes of a section or segment (System V ABI, chapter 5, "Note Section"):
 * name "GNU", type 3; name "Go", type 4 (the Go linker's note {@code .note.go.buildid}).
 */
final class Notes {
  private static final int HEADER = 12;
  private static final int GNU_BUILD_ID = 3;
  private static final int GO_BUILD_ID = 4;
  private static final int MAX_ID = 1024;

  private String gnu;
  private String go;

  String gnu() {
    return gnu;
  }

  String go() {
    return go;
  }

  /** Looks through notes; what stands after a damaged one is left. */
  void read(ByteBuffer bytes, long alignment) {
    int unit = alignment == 8 ? 8 : 4;
    for (long at = 0; at + HEADER <= bytes.limit(); ) {
      long nameSize = bytes.getInt((int) at) & 0xffffffffL;
      long size = bytes.getInt((int) at + 4) & 0xffffffffL;
      int type = bytes.getInt((int) at + 8);
      long start = align(at + HEADER + nameSize, unit);
      if (start + size > bytes.limit()) {
        return;
      }
      note(text(bytes, at + HEADER, nameSize), type, bytes, (int) start, (int) size);
      at = align(start + size, unit);
    }
  }

  private void note(String name, int type, ByteBuffer bytes, int start, int size) {
    if (size == 0 || size > MAX_ID) {
      return;
    }
    byte[] id = new byte[size];
    bytes.get(start, id);
    if (gnu == null && type == GNU_BUILD_ID && name.equals("GNU")) {
      gnu = HexFormat.of().formatHex(id);
    }
    if (go == null && type == GO_BUILD_ID && name.equals("Go")) {
      go = new String(id, StandardCharsets.UTF_8);
    }
  }

  private static String text(ByteBuffer bytes, long at, long size) {
    if (size > MAX_ID) {
      return "";
    }
    byte[] text = new byte[(int) size];
    bytes.get((int) at, text);
    int end = text.length;
    while (end > 0 && text[end - 1] == 0) {
      end--;
    }
    return new String(text, 0, end, StandardCharsets.UTF_8);
  }

  private static long align(long at, int unit) {
    return (at + unit - 1) & -unit;
  }
}
