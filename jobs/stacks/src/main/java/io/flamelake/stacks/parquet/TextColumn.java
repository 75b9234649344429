package io.flamelake.stacks.parquet;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.shaded.org.apache.parquet.bytes.BytesInput;
import org.apache.iceberg.shaded.org.apache.parquet.column.ColumnDescriptor;
import org.apache.iceberg.shaded.org.apache.parquet.column.Encoding;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.DictionaryPage;
import org.apache.iceberg.shaded.org.apache.parquet.column.page.PageWriter;
import org.apache.iceberg.shaded.org.apache.parquet.column.statistics.Statistics;
import org.apache.iceberg.shaded.org.apache.parquet.io.api.Binary;

/**
 * A column of texts, of which some may be absent. Rows name texts by number, so that a text of many
 * rows is looked up once. Pages have these numbers and a dictionary, by the rules of {@link
 * NumberColumn}.
 */
public final class TextColumn extends Column {
  /** The row has no text. */
  public static final int ABSENT = -1;

  /** Bytes of a text's length in a dictionary or a plain page. */
  private static final int LENGTH_BYTES = Integer.BYTES;

  /** About what a text in the map and the list takes beside its bytes, in Java objects. */
  private static final int OBJECT_BYTES = 160;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<Binary> texts = new ArrayList<>();
  private final ByteTexts byBytes = new ByteTexts(texts);
  private int[] rows = new int[0];
  private long textBytes;
  private long plainBytes;
  private int dictionarySize;

  /** The text that was looked up last, for neighbours often have the same; null if forgotten. */
  private String last;

  private int lastNumber;

  TextColumn(ColumnDescriptor descriptor, ParquetOptions options, Scratch scratch) {
    super(descriptor, options, scratch);
  }

  /**
   * The number of a text, good for the page that is being filled.
   *
   * @param text null gives {@link #ABSENT}
   */
  public int number(String text) {
    if (text == null) {
      return ABSENT;
    }
    if (!text.equals(last)) {
      lastNumber = lookUp(text);
      last = text;
    }
    return lastNumber;
  }

  private int lookUp(String text) {
    Integer known = numbers.get(text);
    if (known != null) {
      return known;
    }
    Binary bytes = Binary.fromConstantByteArray(text.getBytes(UTF_8));
    numbers.put(text, texts.size());
    texts.add(bytes);
    textBytes += LENGTH_BYTES + bytes.length();
    return texts.size() - 1;
  }

  /**
   * The number of a text in UTF-8, good for the page that is being filled. A column has its texts
   * either as such or as strings.
   */
  public int number(byte[] data, int start, int length) {
    int known = byBytes.numberOf(data, start, length);
    if (known >= 0) {
      return known;
    }
    texts.add(Binary.fromConstantByteArray(Arrays.copyOfRange(data, start, start + length)));
    byBytes.added();
    textBytes += LENGTH_BYTES + length;
    return texts.size() - 1;
  }

  /**
   * Sets the text of an element, or none, by its number; counts its bytes, so that pages end in
   * time.
   */
  public void put(int place, int number) {
    rows[place] = number;
    if (number != ABSENT && isPlain()) {
      plainBytes += texts.get(number).length();
    }
  }

  /** The numbers of the rows of the page that is being filled. */
  public int[] rows() {
    return rows;
  }

  /** Sets the same text in several rows. */
  public void fill(int from, int to, int number) {
    Arrays.fill(rows, from, to, number);
  }

  /** Sets the text of a row, or none. */
  public void set(int row, String text) {
    rows[row] = number(text);
  }

  @Override
  boolean isAbsent(int row) {
    return rows[row] == ABSENT;
  }

  @Override
  void reserve(int count) {
    rows = Arrays.copyOf(rows, count);
  }

  @Override
  void writePage(int count) throws IOException {
    int levels = levels(count);
    int[] present = scratch.indexes(count);
    int values = 0;
    for (int i = 0; i < count; i++) {
      present[values] = rows[i];
      values += rows[i] == ABSENT ? 0 : 1;
    }
    Statistics<?> statistics = statistics();
    statistics.incrementNumNulls(count - values);
    long bytes = facts(present, values, statistics);
    PageFacts facts = new PageFacts(count, count - values, bytes);
    BytesInput indexes = isPlain() || values == 0 ? null : indexes(present, values, bytes);
    if (indexes == null) {
      write(facts, Encoding.PLAIN, plain(present, values, bytes), statistics, levels);
    } else {
      dictionarySize = texts.size();
      write(facts, dictionaryEncoding(), indexes, statistics, levels);
    }
    forgetTextsOutsideTheDictionary();
    plainBytes = 0;
  }

  @Override
  boolean isFull() {
    return isPlain()
        ? plainBytes >= options.pageBytes()
        : textBytes > Math.min(options.dictionaryBytes(), options.rowGroupBytes());
  }

  @Override
  long dictionaryBytes() {
    return dictionarySize > 0 ? textBytes : 0;
  }

  @Override
  void writeDictionary(PageWriter writer) throws IOException {
    if (dictionarySize > 0) {
      long bytes = 0;
      for (Binary text : texts) {
        bytes += LENGTH_BYTES + text.length();
      }
      scratch.plain.start(bytes);
      texts.forEach(scratch.plain::add);
      writer.writeDictionaryPage(
          new DictionaryPage(scratch.plain.bytes(), dictionarySize, dictionaryPageEncoding()));
    }
  }

  @Override
  void clear() {
    numbers.clear();
    last = null;
    texts.clear();
    byBytes.keep(0);
    textBytes = 0;
    dictionarySize = 0;
  }

  @Override
  long heldBytes() {
    return textBytes + (long) OBJECT_BYTES * texts.size() + (long) Integer.BYTES * rows.length;
  }

  /** Null if the texts themselves are to be written, from now on. */
  private BytesInput indexes(int[] present, int count, long bytes) {
    if (textBytes <= options.dictionaryBytes()) {
      BytesInput encoded = indexes(present, count, texts.size());
      if (dictionaryPays(encoded, textBytes, bytes + (long) LENGTH_BYTES * count)) {
        return encoded;
      }
    }
    becomePlain();
    return null;
  }

  private BytesInput plain(int[] present, int count, long bytes) {
    scratch.plain.start(bytes + (long) LENGTH_BYTES * count);
    for (int i = 0; i < count; i++) {
      scratch.plain.add(texts.get(present[i]));
    }
    return scratch.plain.bytes();
  }

  /** They would be held for good, and numbers are only good for a page. */
  private void forgetTextsOutsideTheDictionary() {
    if (texts.size() > dictionarySize) {
      texts
          .subList(dictionarySize, texts.size())
          .forEach(text -> textBytes -= LENGTH_BYTES + text.length());
      texts.subList(dictionarySize, texts.size()).clear();
      numbers.values().removeIf(number -> number >= dictionarySize);
      last = null;
      byBytes.keep(dictionarySize);
    }
  }

  /** Takes texts into the statistics and the Bloom filter, and counts their bytes. */
  private long facts(int[] present, int count, Statistics<?> statistics) {
    long bytes = 0;
    int start = 0;
    while (start < count) {
      int end = start + 1;
      while (end < count && present[end] == present[start]) {
        end++;
      }
      Binary text = texts.get(present[start]);
      bytes += (long) text.length() * (end - start);
      statistics.updateStats(text);
      if (bloomFilter != null) {
        bloomFilter.insertHash(bloomFilter.hash(text));
      }
      start = end;
    }
    return bytes;
  }
}
