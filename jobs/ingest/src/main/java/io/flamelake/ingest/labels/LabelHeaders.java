package io.flamelake.ingest.labels;

import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.stacks.record.RawRecord;

/** Reads the header {@code labels} of records, keeping lately read ones. */
public final class LabelHeaders {

  /** The header that has the labels. */
  public static final String HEADER = "labels";

  private static final byte[] NONE = new byte[0];

  private final ProfileLabelsFactory factory;
  private final LabelCache cache = new LabelCache();

  public LabelHeaders(Limits limits, SeriesRules rules) {
    factory = new ProfileLabelsFactory(limits, rules);
  }

  /** What the header of a record says; see {@link #read(byte[])}. */
  public ProfileLabels of(RawRecord record) {
    return read(record.headers().get(HEADER));
  }

  /**
   * What a header says.
   *
   * @param header may be null: no labels
   * @throws BadRecord when it is no label set, or goes beyond a limit
   */
  public ProfileLabels read(byte[] header) {
    byte[] bytes = header == null ? NONE : header;
    return cache.get(
        bytes, 0, bytes.length, (data, start, end) -> factory.make(LabelParser.parse(data)));
  }
}
