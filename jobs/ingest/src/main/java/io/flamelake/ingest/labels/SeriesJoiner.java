package io.flamelake.ingest.labels;

import com.dynatrace.hash4j.hashing.HashStream64;
import com.dynatrace.hash4j.hashing.Hashing;
import io.flamelake.ingest.decode.Limits;
import io.flamelake.ingest.stacks.Texts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Joins the labels of samples to the series of their record. A label that the series has already
 * stays as it is; of two sample labels with one name the last counts. Lately joined series are
 * kept, so that the labels of a usual profile are not made into strings again.
 */
final class SeriesJoiner {

  private static final int KEPT = 4096;
  private static final int KEPT_BYTES = 4096;
  private static final long OTHER_SEED = 1;

  private record Kept(long key, long otherKey, Series series) {}

  private final Limits limits;
  private final Kept[] kept = new Kept[KEPT];
  private final HashStream64 keyStream = Hashing.xxh3_64().hashStream();
  private final HashStream64 otherStream = Hashing.xxh3_64(OTHER_SEED).hashStream();
  private final Map<Integer, Integer> added = new LinkedHashMap<>();
  private Texts texts;
  private LabelKeys keys;
  private Series base;
  private int dropped;
  private String problem;

  SeriesJoiner(Limits limits) {
    this.limits = limits;
  }

  void reset(Texts texts, LabelKeys keys, Series base) {
    this.texts = texts;
    this.keys = keys;
    this.base = base;
    added.clear();
    dropped = 0;
    problem = null;
    keyStream.reset().putLong(base.id());
    otherStream.reset().putLong(base.id());
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
    Series joined = Series.of(joinedLabels());
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

  private Map<String, String> joinedLabels() {
    Map<String, String> joined = new HashMap<>(base.labels());
    added.forEach(
        (key, value) -> {
          String name = texts.string(key);
          if (base.labels().containsKey(name)) {
            return;
          }
          if (!keys.fits(value)) {
            drop(keys.tooLong(key, value));
          } else if (joined.size() == limits.labels() && !joined.containsKey(name)) {
            drop("the sample labels make more than " + limits.labels() + " labels of one series");
          } else {
            joined.put(name, texts.string(value));
          }
        });
    return joined;
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
