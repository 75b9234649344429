package io.flamelake.ingest.compression;

import io.flamelake.ingest.record.BadRecord;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reads the first bytes of gzip values, and no more of them than that needs. An instance keeps its
 * memory from value to value: it belongs to one thread.
 */
public final class GzipStart {

  private static final byte[] NOTHING = {};

  private final Inflater inflater = new Inflater(true);

  /**
   * Reads the first bytes of the content, from several members when the first ones are short.
   * Checksums are not looked at.
   *
   * @param first where to put them
   * @return how many there are: fewer than {@code first} has room for when the content is shorter,
   *     or damaged where it starts
   */
  public int read(byte[] gzip, byte[] first) {
    int count = 0;
    int position = 0;
    try {
      while (count < first.length && position < gzip.length) {
        position = GzipHeader.end(gzip, position);
        inflater.reset();
        inflater.setInput(gzip, position, gzip.length - position);
        count = inflate(first, count);
        if (!inflater.finished()) {
          return count;
        }
        position += (int) inflater.getBytesRead();
        GzipHeader.need(gzip, position, GzipReader.TRAILER);
        position += GzipReader.TRAILER;
      }
    } catch (BadRecord | DataFormatException e) {
      // Who reads the whole value finds the same, and tells it.
      return count;
    } finally {
      inflater.setInput(NOTHING);
    }
    return count;
  }

  private int inflate(byte[] first, int from) throws DataFormatException {
    int count = from;
    while (count < first.length) {
      int more = inflater.inflate(first, count, first.length - count);
      if (more == 0) {
        return count;
      }
      count += more;
    }
    return count;
  }
}
