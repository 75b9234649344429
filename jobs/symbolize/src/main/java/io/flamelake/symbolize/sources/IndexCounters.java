package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.convert.ConversionReport;
import io.flamelake.symbolize.store.StoreEvents;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what {@link Indexes} and its store do, for whoever shows it: counts only go up, and are
 * read by their names. A name with a dot has a kind behind it: {@code loads.not_found}, {@code
 * store.found}.
 */
public final class IndexCounters implements IndexMetrics, StoreEvents {
  private static final String FOUND = "found";

  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder joined = new LongAdder();
  private final LongAdder loadNanos = new LongAdder();
  private final LongAdder builds = new LongAdder();
  private final LongAdder buildNanos = new LongAdder();
  private final LongAdder buildBytes = new LongAdder();
  private final LongAdder damaged = new LongAdder();
  private final LongAdder notStored = new LongAdder();
  private final Map<String, LongAdder> loads = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> asked = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> breakers = new ConcurrentHashMap<>();

  @Override
  public void hit() {
    hits.increment();
  }

  @Override
  public void joined() {
    joined.increment();
  }

  @Override
  public void miss() {
    misses.increment();
  }

  @Override
  public void loaded(Unavailable reason, Duration time) {
    count(loads, code(reason));
    loadNanos.add(time.toNanos());
  }

  @Override
  public void asked(String upstream, Unavailable reason, Duration time) {
    count(asked, upstream + "." + code(reason));
  }

  @Override
  public void breakerOpened(String upstream) {
    count(breakers, upstream);
  }

  @Override
  public void indexBuilt(ConversionReport report, Duration time) {
    builds.increment();
    buildNanos.add(time.toNanos());
    buildBytes.add(report.fileBytes());
  }

  @Override
  public void indexDamaged(String buildId, IOException why) {
    damaged.increment();
  }

  @Override
  public void indexNotStored(String buildId, IOException why) {
    notStored.increment();
  }

  private static String code(Unavailable reason) {
    return reason == null ? FOUND : reason.code();
  }

  private static void count(Map<String, LongAdder> counts, String name) {
    counts.computeIfAbsent(name, each -> new LongAdder()).increment();
  }

  private static Map<String, Long> copy(Map<String, LongAdder> counts) {
    Map<String, Long> copy = new TreeMap<>();
    counts.forEach((name, count) -> copy.put(name, count.sum()));
    return copy;
  }

  /** Builds asked for whose answer was in memory. */
  public long hits() {
    return hits.sum();
  }

  /** Builds asked for that had to be loaded. */
  public long misses() {
    return misses.sum();
  }

  /** Builds asked for that were being loaded already. */
  public long joins() {
    return joined.sum();
  }

  /** Nanoseconds of all loads together, waiting among them. */
  public long loadNanos() {
    return loadNanos.sum();
  }

  /** Loads by what became of them: {@code found}, or the code of the reason. */
  public Map<String, Long> loads() {
    return copy(loads);
  }

  /** How often sources were asked, by name and what became of it: {@code store.not_found}. */
  public Map<String, Long> asked() {
    return copy(asked);
  }

  /** How often a source was not asked any more because it failed, by name. */
  public Map<String, Long> breakersOpened() {
    return copy(breakers);
  }

  /** Indexes that were made. */
  public long builds() {
    return builds.sum();
  }

  /** Nanoseconds that making indexes took. */
  public long buildNanos() {
    return buildNanos.sum();
  }

  /** Bytes of the files that indexes were made of. */
  public long buildBytes() {
    return buildBytes.sum();
  }

  /** Stored indexes that could not be read. */
  public long damagedIndexes() {
    return damaged.sum();
  }

  /** Indexes that could not be stored. */
  public long indexesNotStored() {
    return notStored.sum();
  }
}
