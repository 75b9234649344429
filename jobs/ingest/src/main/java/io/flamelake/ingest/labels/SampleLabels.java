package io.flamelake.ingest.labels;

import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.stacks.LongIndex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the series, span and trace of samples by their string labels. A profile's distinct label
 * lists are looked at once each; what they make of a series is kept from profile to profile. For a
 * sample: {@link #start}, {@link #add} for each label, {@link #finish}.
 */
public final class SampleLabels {

  /** Samples that would make more series of one profile go to that of the record's labels. */
  public static final int MAX_SERIES = 10_000;

  private static final int BASE = 0;

  private final long maxBytes;
  private final SeriesJoiner joiner;
  private final LabelKeys keys;
  private Texts texts;
  private ProfileLabels base;
  private final List<Series> series = new ArrayList<>();
  private final LongIndex seriesById = new LongIndex();
  private long seriesBytes;

  private final LongIndex groupByHash = new LongIndex();
  private long[] pairs = new long[64];
  private int pairCount;
  private long groupHash;

  private final LongIndex textByHash = new LongIndex();
  private int span;
  private int trace;
  private int seriesRow;
  private long dropped;
  private String firstDropped;

  public SampleLabels(Limits limits, SeriesRules rules) {
    this(limits, rules, false);
  }

  /**
   * @param tellService whether samples may name their service, by a label {@code service_name} that
   *     goes before that of the record, unlike all others
   */
  public SampleLabels(Limits limits, SeriesRules rules, boolean tellService) {
    maxBytes = limits.recordLabelsBytes();
    joiner = new SeriesJoiner(limits, rules, tellService);
    keys = new LabelKeys(limits);
  }

  /** Starts with a profile: its strings, and its labels, which are those of samples without any. */
  public void reset(Texts texts, ProfileLabels labels) {
    this.texts = texts;
    base = labels;
    keys.reset(texts);
    series.clear();
    series.add(base.series());
    seriesBytes = base.series().memoryBytes();
    seriesById.reset();
    seriesById.put(base.series().id(), BASE);
    groupByHash.reset();
    textByHash.reset();
    dropped = 0;
    firstDropped = null;
  }

  /** Starts with a sample. */
  public void start() {
    pairCount = 0;
    groupHash = 0;
    span = Texts.NONE;
    trace = Texts.NONE;
  }

  /** Adds a label: two strings of the profile, neither of them empty. */
  public void add(int key, int value) {
    switch (keys.role(key)) {
      case LabelKeys.SPAN -> span = id(key, value, span);
      case LabelKeys.TRACE -> trace = id(key, value, trace);
      case LabelKeys.PLAIN -> addPair(key, value);
      default -> drop(keys.problem(key));
    }
  }

  /** Counts a label that can't be used. */
  public void drop(String why) {
    dropped++;
    if (firstDropped == null) {
      firstDropped = why;
    }
  }

  /** Finds the sample's series. */
  public void finish() {
    if (pairCount == 0) {
      seriesRow = BASE;
      return;
    }
    int known = groupByHash.get(groupHash);
    if (known == LongIndex.ABSENT) {
      known = newGroup();
      groupByHash.put(groupHash, known);
    }
    seriesRow = known;
  }

  /** The row of the sample's series, for {@link #series(int)}. */
  public int seriesRow() {
    return seriesRow;
  }

  /** The text of the sample's span id, the same for equal ids, or {@link Texts#NONE}. */
  public int span() {
    return span;
  }

  /** The text of the sample's trace id, the same for equal ids, or {@link Texts#NONE}. */
  public int trace() {
    return trace;
  }

  public Series series(int row) {
    return series.get(row);
  }

  public int seriesCount() {
    return series.size();
  }

  /** How many labels were not used; of lists of labels that are the same, one is counted. */
  public long dropped() {
    return dropped;
  }

  /** Why the first of them was not. */
  public String firstDropped() {
    return firstDropped;
  }

  private int id(int key, int value, int before) {
    if (!keys.fits(value)) {
      drop(keys.tooLong(key, value));
      return before;
    }
    int same = textByHash.get(texts.hash(value));
    if (same == LongIndex.ABSENT) {
      textByHash.put(texts.hash(value), value);
      return value;
    }
    return same;
  }

  private void addPair(int key, int value) {
    if (pairCount == pairs.length) {
      pairs = Arrays.copyOf(pairs, pairCount * 2);
    }
    pairs[pairCount++] = (long) key << 32 | value;
    long mixed = (groupHash ^ texts.hash(key)) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ mixed >>> 29 ^ texts.hash(value)) * 0xbf58476d1ce4e5b9L;
    groupHash = mixed ^ mixed >>> 32;
  }

  private int newGroup() {
    if (series.size() > MAX_SERIES) {
      drop("the profile's sample labels make more than " + MAX_SERIES + " series");
      return BASE;
    }
    if (seriesBytes > maxBytes) {
      drop("the labels of the profile's series take more than " + maxBytes + " bytes");
      return BASE;
    }
    joiner.reset(texts, keys, base);
    for (int i = 0; i < pairCount; i++) {
      joiner.add((int) (pairs[i] >>> 32), (int) pairs[i]);
    }
    Series joined = joiner.join();
    if (joiner.problem() != null) {
      dropped += joiner.dropped() - 1;
      drop(joiner.problem());
    }
    int row = seriesById.get(joined.id());
    if (row == LongIndex.ABSENT) {
      row = series.size();
      series.add(joined);
      seriesBytes += joined.memoryBytes();
      seriesById.put(joined.id(), row);
    }
    return row;
  }
}
