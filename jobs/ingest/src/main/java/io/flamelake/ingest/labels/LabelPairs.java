package io.flamelake.ingest.labels;

import io.flamelake.ingest.compression.Uncompressor;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads labels that are protobuf messages with a name (field 1) and a value (field 2), as Parca and
 * Pyroscope send them, keeping lately read ones. For a series: {@link #start}, {@link #add} for
 * each label, {@link #read}.
 */
public final class LabelPairs {

  private static final int PAIR = Wire.tag(1, Wire.BYTES);
  private static final int NAME = Wire.tag(1, Wire.BYTES);
  private static final int VALUE = Wire.tag(2, Wire.BYTES);

  private static final int FIRST_BYTES = 1024;
  private static final int KEPT_BYTES = 1 << 20;

  private final ProfileLabelsFactory factory;
  private final LabelCache cache = new LabelCache();
  private final Wire wire;

  /** The labels of the series, one behind the other, each with tag and length. */
  private byte[] gathered = new byte[FIRST_BYTES];

  private int end;

  /**
   * @param wire says what is wrong with bytes that are no message; its position is not kept
   */
  public LabelPairs(Limits limits, SeriesRules rules, Wire wire) {
    factory = new ProfileLabelsFactory(limits, rules);
    this.wire = wire;
  }

  /** Starts with a series. */
  public void start() {
    end = 0;
    if (gathered.length > KEPT_BYTES) {
      gathered = new byte[FIRST_BYTES];
    }
  }

  /** Adds labels, each a field 1 with its tag, as they stand in {@code data}. */
  public void add(byte[] data, int from, int to) {
    int size = to - from;
    if (gathered.length < end + size + Uncompressor.PADDING) {
      gathered = Arrays.copyOf(gathered, 2 * (end + size) + Uncompressor.PADDING);
    }
    System.arraycopy(data, from, gathered, end, size);
    end += size;
  }

  /**
   * What the added labels say.
   *
   * @throws BadRecord when they are damaged, two have one name, or they go beyond a limit
   */
  public ProfileLabels read() {
    Arrays.fill(gathered, end, end + Uncompressor.PADDING, (byte) 0);
    return cache.get(gathered, 0, end, this::parse);
  }

  private ProfileLabels parse(byte[] data, int start, int stop) {
    Map<String, String> labels = new LinkedHashMap<>();
    wire.data = data;
    wire.position = start;
    while (wire.position < stop) {
      int tag = wire.readTag();
      if (tag == PAIR) {
        readPair(labels, wire.readEnd(stop));
      } else {
        wire.skip(tag, stop);
      }
    }
    wire.checkNotPast(stop);
    return factory.make(labels);
  }

  private void readPair(Map<String, String> labels, int stop) {
    String name = "";
    String value = "";
    while (wire.position < stop) {
      int tag = wire.readTag();
      if (tag == NAME) {
        name = readString(stop);
      } else if (tag == VALUE) {
        value = readString(stop);
      } else {
        wire.skip(tag, stop);
      }
    }
    wire.checkNotPast(stop);
    ProfileLabelsFactory.add(labels, name, value);
  }

  private String readString(int stop) {
    int textEnd = wire.readEnd(stop);
    String text =
        new String(wire.data, wire.position, textEnd - wire.position, StandardCharsets.UTF_8);
    wire.position = textEnd;
    return text;
  }
}
