package io.flamelake.symbolize.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Puts bytes together by hand. */
public final class Assembler {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteOrder order;

  public Assembler(ByteOrder order) {
    this.order = order;
  }

  public int size() {
    return out.size();
  }

  public byte[] bytes() {
    return out.toByteArray();
  }

  public Assembler raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public Assembler u8(int... values) {
    for (int value : values) {
      out.write(value);
    }
    return this;
  }

  public Assembler u16(int value) {
    return number(value, 2);
  }

  public Assembler u32(long value) {
    return number(value, 4);
  }

  public Assembler u64(long value) {
    return number(value, 8);
  }

  /** A number of some bytes, 3 among them. */
  public Assembler number(long value, int size) {
    byte[] bytes = ByteBuffer.allocate(8).order(order).putLong(value).array();
    out.write(bytes, order == ByteOrder.BIG_ENDIAN ? 8 - size : 0, size);
    return this;
  }

  public Assembler uleb(long... values) {
    for (long value : values) {
      long rest = value;
      while (rest >>> 7 != 0) {
        out.write((int) (rest & 0x7f | 0x80));
        rest >>>= 7;
      }
      out.write((int) rest);
    }
    return this;
  }

  public Assembler sleb(long value) {
    long rest = value;
    while (rest < -64 || rest > 63) {
      out.write((int) (rest & 0x7f | 0x80));
      rest >>= 7;
    }
    out.write((int) (rest & 0x7f));
    return this;
  }

  public Assembler text(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8)).u8(0);
  }
}
