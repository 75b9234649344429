package io.flamelake.ingest.compression;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads all members of a gzip value (RFC 1952), checking each one's CRC and length. Zero bytes
 * behind the last member are padding; anything else there is damage.
 */
final class GzipReader {

  /** Bytes behind the deflate data of a member: its CRC and its length. */
  static final int TRAILER = 8;

  /** Deflate can't do better, so a value that promises more is not believed. */
  private static final long MAX_RATIO = 1032;

  private final Uncompressor target;
  private final DeflateReader quick;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private byte[] value;
  private int position;

  /**
   * @param quick asked first, then zlib if it gives up; null: only zlib
   */
  GzipReader(Uncompressor target, DeflateReader quick) {
    this.target = target;
    this.quick = quick;
  }

  void read(byte[] gzip) {
    value = gzip;
    position = 0;
    try {
      if (value.length > GzipHeader.FIXED_BYTES + TRAILER) {
        target.reserve(Math.min(littleEndian(value.length - 4), value.length * MAX_RATIO));
      }
      do {
        readMember();
      } while (!onlyZerosLeft());
    } finally {
      value = null;
    }
  }

  private void readMember() {
    int member = position;
    position = GzipHeader.end(value, position);
    int start = target.length();
    crc.reset();
    if (!readQuickly(start)) {
      readByZlib(member);
    }
    checkTrailer(target.length() - start);
  }

  private boolean readQuickly(int start) {
    int room = target.room();
    if (quick == null || room == 0 || !quick.read(value, position, target.buffer(), start, room)) {
      return false;
    }
    position = quick.inputPosition();
    target.advance(quick.outputPosition() - start);
    crc.update(target.buffer(), start, target.length() - start);
    return true;
  }

  private void readByZlib(int member) {
    inflater.reset();
    inflater.setInput(value, position, value.length - position);
    try {
      inflate(member);
    } catch (DataFormatException e) {
      throw GzipHeader.bad(
          "the gzip data is damaged near byte "
              + (position + inflater.getBytesRead())
              + (e.getMessage() == null ? "" : ": " + e.getMessage()));
    }
    position += (int) inflater.getBytesRead();
  }

  private void inflate(int member) throws DataFormatException {
    while (!inflater.finished()) {
      if (target.room() == 0) {
        target.grow(0);
      }
      int from = target.length();
      int count = inflater.inflate(target.buffer(), from, target.room());
      crc.update(target.buffer(), from, count);
      target.advance(count);
      if (count == 0 && !inflater.finished()) {
        if (inflater.needsDictionary()) {
          throw GzipHeader.bad("the gzip member at byte " + member + " wants a preset dictionary");
        }
        if (inflater.needsInput()) {
          throw GzipHeader.cutShort(value);
        }
      }
    }
  }

  private void checkTrailer(int size) {
    GzipHeader.need(value, position, TRAILER);
    long toldCrc = littleEndian(position);
    long toldSize = littleEndian(position + 4);
    if (toldCrc != crc.getValue()) {
      throw GzipHeader.bad(
          String.format(
              "the gzip data is damaged: its CRC is %08x, its content has %08x",
              toldCrc, crc.getValue()));
    }
    if (toldSize != (size & 0xffffffffL)) {
      throw GzipHeader.bad(
          "the gzip data is damaged: it tells " + toldSize + " bytes, but has " + size);
    }
    position += TRAILER;
  }

  private boolean onlyZerosLeft() {
    for (int i = position; i < value.length; i++) {
      if (value[i] != 0) {
        return false;
      }
    }
    return true;
  }

  private long littleEndian(int at) {
    long number = 0;
    for (int i = Integer.BYTES - 1; i >= 0; i--) {
      number = number << 8 | (value[at + i] & 0xff);
    }
    return number;
  }
}
