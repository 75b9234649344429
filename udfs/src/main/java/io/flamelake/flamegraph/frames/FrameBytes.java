package io.flamelake.flamegraph.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.flamelake.flamegraph.Capacity;
import io.flamelake.flamegraph.FlameGraphTree;
import java.util.Arrays;

/**
 * Frames as bytes: equal ones of equal frames.
 *
 * <p>A byte that is 1 for an inlined frame, else 0; the texts (function, system name, file,
 * mapping, build id), each as its length and its UTF-8 bytes; the numbers (line, column, start
 * line, address). Lengths and numbers are base-128 varints, least significant group first.
 *
 * <p>Holds the bytes of the frame made last, so that one object serves a whole query: {@link
 * #start}, {@link #text} five times, {@link #number} four times.
 */
public final class FrameBytes {
  /** The number of texts of a frame. */
  public static final int TEXTS = 5;

  /** The number of numbers of a frame. */
  public static final int NUMBERS = 4;

  private static final int MAX_VARINT = 10;

  private byte[] bytes = new byte[256];
  private int length;

  /** The frame's bytes, from 0 to {@link #length()}; valid until the next frame is started. */
  public byte[] bytes() {
    return bytes;
  }

  /** The number of the frame's bytes. */
  public int length() {
    return length;
  }

  /** Starts a frame. */
  public void start(boolean inlined) {
    length = 0;
    bytes[length++] = (byte) (inlined ? 1 : 0);
  }

  /** Adds the next text; one without bytes stands for one that is not known. */
  public void text(byte[] utf8, int offset, int count) {
    reserve((long) MAX_VARINT + count);
    varint(count);
    System.arraycopy(utf8, offset, bytes, length, count);
    length += count;
  }

  /** Adds the next text, which is not known. */
  public void noText() {
    reserve(1);
    bytes[length++] = 0;
  }

  /** Adds the next number; 0 stands for one that is not known. */
  public void number(long value) {
    reserve(MAX_VARINT);
    varint(value);
  }

  /** Makes the frame of which nothing is known. */
  public void unknown() {
    start(false);
    reserve(TEXTS + NUMBERS);
    Arrays.fill(bytes, length, length + TEXTS + NUMBERS, (byte) 0);
    length += TEXTS + NUMBERS;
  }

  /** Makes the bytes of a frame. */
  public void set(Frame frame) {
    start(frame.inlined());
    add(frame.function());
    add(frame.systemName());
    add(frame.file());
    add(frame.mapping());
    add(frame.buildId());
    number(frame.line());
    number(frame.column());
    number(frame.startLine());
    number(frame.address());
  }

  /** The frame that is a label of a tree. */
  public static Frame frame(FlameGraphTree tree, int label) {
    Input input = new Input(tree.labelBytes(), tree.labelStart(label));
    boolean inlined = input.bytes[input.at++] != 0;
    return new Frame(
        input.text(),
        input.text(),
        input.text(),
        input.text(),
        input.text(),
        input.number(),
        input.number(),
        input.number(),
        input.number(),
        inlined);
  }

  private void add(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    text(utf8, 0, utf8.length);
  }

  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  private void reserve(long more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Capacity.grow(bytes.length, length + more));
    }
  }

  private static final class Input {
    private final byte[] bytes;
    private int at;

    Input(byte[] bytes, int at) {
      this.bytes = bytes;
      this.at = at;
    }

    String text() {
      int count = (int) number();
      at += count;
      return count == 0 ? "" : new String(bytes, at - count, count, UTF_8);
    }

    long number() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte group = bytes[at++];
        value |= (group & 0x7FL) << shift;
        if (group >= 0) {
          return value;
        }
      }
    }
  }
}
