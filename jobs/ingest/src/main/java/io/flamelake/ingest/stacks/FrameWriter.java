package io.flamelake.ingest.stacks;

import io.flamelake.stacks.FrameFormat;
import io.flamelake.stacks.StackDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes a stack's frames in the encoding that {@link FrameFormat} describes. */
public final class FrameWriter {

  private static final String[] NO_BUILD_IDS = new String[0];

  /** More than the numbers, flags and references of one frame take. */
  private static final int FRAME_ROOM = 96;

  private byte[] out = new byte[16 << 10];
  private int position;

  /** For each string of the profile the stack that met it last, and its number there. */
  private int[] metBy = new int[1024];

  private int[] metAs = new int[1024];
  private int stack;
  private int met;

  /** A definition of the stack of these rows of frames, leaf first. */
  public StackDefinition define(
      Frames frames, int[] rows, int count, StackIds ids, int day, String serviceName) {
    start(frames, count);
    ids.set(frames, rows, count);
    int unresolved = 0;
    for (int i = 0; i < count; i++) {
      writeFrame(frames, rows[i]);
      unresolved += frames.symbolized(rows[i]) ? 0 : 1;
    }
    return new StackDefinition(
        day,
        serviceName,
        ids.id(),
        ids.check(),
        Arrays.copyOf(out, position),
        unresolved,
        unresolved == 0 ? NO_BUILD_IDS : buildIds(frames, rows, count));
  }

  private void start(Frames frames, int count) {
    int texts = frames.texts().count();
    if (metBy.length < texts) {
      metBy = new int[Math.max(texts, metBy.length * 2)];
      metAs = new int[metBy.length];
      stack = 0;
    }
    if (++stack == Integer.MAX_VALUE) {
      Arrays.fill(metBy, 0);
      stack = 1;
    }
    met = 0;
    position = 0;
    out[position++] = FrameFormat.VERSION;
    varint(count);
  }

  private void writeFrame(Frames frames, int row) {
    reserve(FRAME_ROOM);
    int header = frames.header(row);
    out[position++] = (byte) header;
    out[position++] = (byte) (header >>> Byte.SIZE);
    for (int column = 0; column < Frames.TEXT_COLUMNS; column++) {
      int text = frames.text(row, column);
      if (text != Texts.NONE) {
        writeText(frames.texts(), text);
      }
    }
    writeNumbers(frames, row, header);
  }

  private void writeText(Texts texts, int text) {
    if (metBy[text] == stack) {
      varint(metAs[text]);
      return;
    }
    metBy[text] = stack;
    metAs[text] = ++met;
    int length = texts.length(text);
    reserve(length + FRAME_ROOM);
    varint(0);
    varint(length);
    System.arraycopy(texts.data(), texts.offset(text), out, position, length);
    position += length;
  }

  private void writeNumbers(Frames frames, int row, int header) {
    if ((header & FrameFormat.LINE) != 0) {
      signed(frames.number(row, Frames.LINE));
    }
    if ((header & FrameFormat.COLUMN) != 0) {
      signed(frames.number(row, Frames.COLUMN));
    }
    if ((header & FrameFormat.START_LINE) != 0) {
      signed(frames.number(row, Frames.START_LINE));
    }
    if ((header & FrameFormat.ADDRESS) != 0) {
      varint(frames.number(row, Frames.ADDRESS));
    }
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

  /** Bytes held by the arrays. */
  public long heldBytes() {
    return out.length + 8L * metBy.length;
  }

  private static String[] buildIds(Frames frames, int[] rows, int count) {
    List<String> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int text = frames.text(rows[i], Frames.BUILD_ID);
      if (!frames.symbolized(rows[i]) && text != Texts.NONE) {
        String buildId = frames.texts().string(text);
        if (!found.contains(buildId)) {
          found.add(buildId);
        }
      }
    }
    return found.toArray(NO_BUILD_IDS);
  }
}
