package io.flamelake.stacks;

import io.flamelake.stacks.FrameReader.Text;
import java.util.Arrays;

/**
 * Writes the frames of a stack as {@link FrameFormat} says, leaf first: some as a {@link
 * FrameReader} shows them, others by their fields. One encoder serves any number of stacks, one
 * after the other; it is for one thread.
 */
public final class FrameEncoder {

  /** More than the numbers and flags of one frame take. */
  private static final int FRAME_ROOM = 64;

  private static final int TEXT_ROOM = 16;
  private static final Text[] TEXTS = {
    Text.FUNCTION, Text.SYSTEM_NAME, Text.FILE, Text.MAPPING, Text.BUILD_ID
  };

  private final MetTexts met = new MetTexts();
  private byte[] out = new byte[4 << 10];
  private int position;
  private int frames;

  /** Starts a stack without frames. */
  public FrameEncoder reset() {
    met.clear();
    position = 0;
    frames = 0;
    return this;
  }

  /** The number of frames so far. */
  public int frames() {
    return frames;
  }

  /** Adds the frame that the reader stands at as it is. */
  public FrameEncoder add(FrameReader frame) {
    start(frame.firstByte(), frame.secondByte());
    for (Text field : TEXTS) {
      if (frame.has(field)) {
        text(frame.bytes(field), frame.offset(field), frame.length(field));
      }
    }
    if (frame.hasLine()) {
      signed(frame.line());
    }
    if (frame.hasColumn()) {
      signed(frame.column());
    }
    if (frame.hasStartLine()) {
      signed(frame.startLine());
    }
    if (frame.hasAddress()) {
      varint(frame.address());
    }
    return this;
  }

  /** Adds a frame with these fields. */
  public FrameEncoder add(FrameFields frame) {
    start(frame.firstByte(), frame.secondByte());
    text(frame.function);
    text(frame.systemName);
    text(frame.file);
    text(frame.mapping);
    text(frame.buildId);
    if (frame.line != 0) {
      signed(frame.line);
    }
    if (frame.column != 0) {
      signed(frame.column);
    }
    if (frame.startLine != 0) {
      signed(frame.startLine);
    }
    if (frame.hasAddress) {
      varint(frame.address);
    }
    return this;
  }

  /** The frames of {@link StackDefinition#frames()}. */
  public byte[] encoded() {
    int head = 1 + FrameFormat.varintBytes(frames);
    byte[] encoded = new byte[head + position];
    encoded[0] = FrameFormat.VERSION;
    FrameFormat.varint(frames, encoded, 1);
    System.arraycopy(out, 0, encoded, head, position);
    return encoded;
  }

  private void start(int firstByte, int secondByte) {
    frames++;
    reserve(FRAME_ROOM);
    out[position++] = (byte) firstByte;
    out[position++] = (byte) secondByte;
  }

  private void text(byte[] text) {
    if (FrameFields.has(text)) {
      text(text, 0, text.length);
    }
  }

  private void text(byte[] data, int start, int length) {
    reserve(length + TEXT_ROOM + FRAME_ROOM);
    int number = met.numberOf(out, data, start, length);
    if (number > 0) {
      varint(number);
      return;
    }
    varint(0);
    varint(length);
    System.arraycopy(data, start, out, position, length);
    met.add(position, length);
    position += length;
  }

  private void signed(long value) {
    varint(value << 1 ^ value >> 63);
  }

  private void varint(long value) {
    position = FrameFormat.varint(value, out, position);
  }

  private void reserve(int bytes) {
    if (out.length - position < bytes) {
      out = Arrays.copyOf(out, Math.max(out.length * 2, position + bytes));
    }
  }
}
