package io.flamelake.ingest.labels;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.stacks.Texts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Joins the labels of samples to the labels of their record, and makes a series of them by the
 * relabeling rules. A label that the record has already stays as it is, and a service is not named
 * by samples, unless they are told to; of two sample labels with one name the last counts. Lately
 * joined series are kept, so that the labels of a usual profile are neither made into strings nor
 * relabeled again.
 */
final class SeriesJoiner {

  private static final int KEPT = 4096;
  private static final int KEPT_BYTES = 4096;
  private static final long OTHER_SEED = 1;

  private record Kept(long key, long otherKey, Series series) {}

  private final Limits limits;
  private final LabelLimits labelLimits;
  private final SeriesRelabeler rules;
  private final boolean tellService;
  private final Kept[] kept = new Kept[KEPT];
  private final HashStream64 keyStream = Hashing.xxh3_64().hashStream();
  private final HashStream64 otherStream = Hashing.xxh3_64(OTHER_SEED).hashStream();
  private final Map<Integer, Integer> added = new LinkedHashMap<>();
  private Texts texts;
  private LabelKeys keys;
  private ProfileLabels base;
  private int dropped;
  private String problem;

  /**
   * @param tellService whether samples may name their service, before their record does
   */
  SeriesJoiner(Limits limits, SeriesRules rules, boolean tellService) {
    this.tellService = tellService;
    this.limits = limits;
    labelLimits = new LabelLimits(limits);
    this.rules = new SeriesRelabeler(rules);
  }

  void reset(Texts texts, LabelKeys keys, ProfileLabels base) {
    this.texts = texts;
    this.keys = keys;
    this.base = base;
    added.clear();
    dropped = 0;
    problem = null;
    keyStream.reset().putLong(base.sent().id());
    otherStream.reset().putLong(base.sent().id());
  }

  void add(int key, int value) {
    added.put(key, value);
    putKey(texts.hash(key));
    putKey(texts.hash(value));
  }

  Series join() {
    long key = keyStream.getAsLong();
    long other = otherStream.getAsLong();
    int slot = (int) key & KEPT - 1;
    Kept candidate = kept[slot];
    if (candidate != null && candidate.key == key && candidate.otherKey == other) {
      return candidate.series;
    }
    Map<String, String> labels = joinedLabels();
    Series joined = rules.hasRules() ? relabeled(labels) : Series.of(labels);
    if (problem == null && joined.bytes() <= KEPT_BYTES) {
      kept[slot] = new Kept(key, other, joined);
    }
    return joined;
  }

  /** How many of the labels could not be used. */
  int dropped() {
    return dropped;
  }

  /** Why the first of them could not, or null. */
  String problem() {
    return problem;
  }

  private Series relabeled(Map<String, String> labels) {
    try {
      Map<String, String> left = rules.relabel(labels);
      if (left == null) {
        Map<String, String> sorted = new TreeMap<>(Series.BY_UTF8);
        sorted.putAll(labels);
        return Series.dropped(SeriesIds.of(sorted));
      }
      Map<String, String> stored = SeriesRelabeler.stored(left);
      labelLimits.checkLengths(stored);
      labelLimits.checkCount(stored);
      return Series.of(stored);
    } catch (BadRecord e) {
      drop("relabeled sample labels can't be used: " + e.getMessage());
      return base.series();
    }
  }

  private Map<String, String> joinedLabels() {
    Map<String, String> known = base.sent().labels();
    Map<String, String> joined = new HashMap<>(known);
    added.forEach(
        (key, value) -> {
          String name = texts.string(key);
          if (name.equals(Series.SERVICE_NAME) ? !tellService : known.containsKey(name)) {
            return;
          }
          if (!keys.fits(value)) {
            drop(keys.tooLong(key, value));
          } else if (!rules.hasRules() && isFull(joined) && !joined.containsKey(name)) {
            drop("the sample labels make more than " + limits.labels() + " labels of one series");
          } else {
            joined.put(name, texts.string(value));
          }
        });
    return joined;
  }

  private boolean isFull(Map<String, String> joined) {
    return joined.size() == limits.labels();
  }

  private void drop(String why) {
    dropped++;
    if (problem == null) {
      problem = why;
    }
  }

  private void putKey(long hash) {
    keyStream.putLong(hash);
    otherStream.putLong(hash);
  }
}
