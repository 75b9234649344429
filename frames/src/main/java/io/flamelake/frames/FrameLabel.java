package io.flamelake.frames;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * What a frame without a function is called: {@code libc.so.6+0x2a1b3}, {@code 0x2a1b3} or {@code
 * [unknown]}.
 *
 * <p>Holds the bytes of the label made last, so that one object serves a whole query without making
 * strings.
 */
public final class FrameLabel {
  /** The label of a frame that has neither a function nor an address. */
  public static final String UNKNOWN = "[unknown]";

  private static final byte[] UNKNOWN_BYTES = UNKNOWN.getBytes(UTF_8);
  private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
  private static final int MAX_HEX_DIGITS = 16;

  private byte[] bytes = new byte[64];
  private int length;

  /** The label's UTF-8 bytes, from 0 to {@link #length()}; valid until the next label is made. */
  public byte[] bytes() {
    return bytes;
  }

  /** The number of the label's bytes. */
  public int length() {
    return length;
  }

  /**
   * What a frame is called: its function, else its address within the mapped file, else its
   * address.
   *
   * @param function null or empty if it is not known, and so the mapping
   * @param address null if there is none
   */
  public String of(String function, String mapping, Long address) {
    if (function != null && !function.isEmpty()) {
      return function;
    }
    if (address == null) {
      return UNKNOWN;
    }
    if (mapping == null || mapping.isEmpty()) {
      address(address);
    } else {
      byte[] name = mapping.getBytes(UTF_8);
      address(name, 0, name.length, address);
    }
    return new String(bytes, 0, length, UTF_8);
  }

  /** Makes the label of a frame of which nothing is known. */
  public void unknown() {
    length = 0;
    append(UNKNOWN_BYTES, 0, UNKNOWN_BYTES.length);
  }

  /** Makes the label of an address within no known mapping. */
  public void address(long address) {
    length = 0;
    appendHex(address);
  }

  /**
   * Makes the label of an address within a mapped file.
   *
   * @param mapping an array with the UTF-8 bytes of the file's name, of which the part after the
   *     last slash is shown
   */
  public void address(byte[] mapping, int offset, int mappingLength, long address) {
    int end = offset + mappingLength;
    int name = end;
    while (name > offset && mapping[name - 1] != '/') {
      name--;
    }
    length = 0;
    if (name < end) {
      append(mapping, name, end - name);
      reserve(1);
      bytes[length++] = '+';
    }
    appendHex(address);
  }

  private void appendHex(long address) {
    int digits = Math.max(1, (Long.SIZE - Long.numberOfLeadingZeros(address) + 3) / 4);
    reserve(2 + MAX_HEX_DIGITS);
    bytes[length++] = '0';
    bytes[length++] = 'x';
    for (int digit = digits - 1; digit >= 0; digit--) {
      bytes[length++] = HEX[(int) (address >>> (4 * digit)) & 0xF];
    }
  }

  private void append(byte[] source, int offset, int count) {
    reserve(count);
    System.arraycopy(source, offset, bytes, length, count);
    length += count;
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length + (bytes.length >> 1)));
    }
  }
}
