package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.index.SymbolIndex;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Keeps answers within limits. Whoever uses it makes sure that it is used by one at a time. */
final class IndexMemory {
  /** What an entry takes beside its index. */
  private static final long OVERHEAD = 512;

  private final IndexesOptions.Memory limits;

  /** The least recently asked for first. */
  private final LinkedHashMap<String, Entry> found = new LinkedHashMap<>(16, 0.75f, true);

  /** The first to be told first. */
  private final LinkedHashMap<String, Entry> missing = new LinkedHashMap<>();

  private long bytes;
  private long evictions;

  /** An answer, until a time in nanoseconds. */
  private record Entry(IndexAnswer answer, long bytes, boolean expires, long until) {
    boolean expired(long now) {
      return expires && now - until >= 0;
    }
  }

  IndexMemory(IndexesOptions.Memory limits) {
    this.limits = limits;
  }

  /** The answer; null if it is not kept, or not any more. */
  IndexAnswer get(String buildId, long now) {
    Entry entry = found.get(buildId);
    entry = entry == null ? missing.get(buildId) : entry;
    if (entry == null) {
      return null;
    }
    if (entry.expired(now)) {
      remove(buildId);
      return null;
    }
    return entry.answer();
  }

  /**
   * Keeps an answer; an index that is larger than all memory is not kept.
   *
   * @param failed whether asking again soon may tell more
   */
  void put(String buildId, IndexAnswer answer, boolean failed, long now) {
    remove(buildId);
    long until = now + (failed ? limits.failed() : limits.notFound()).toNanos();
    if (answer.isFound()) {
      long size = answer.index().sizeInBytes() + OVERHEAD;
      if (size <= limits.bytes()) {
        found.put(buildId, new Entry(answer, size, !isComplete(answer.index()), until));
        bytes += size;
        evict();
      }
    } else if (answer.reason() != Unavailable.CLOSED) {
      missing.put(buildId, new Entry(answer, 0, true, until));
      if (missing.size() > limits.missing()) {
        removeFirst(missing);
      }
    }
  }

  /** Whether no other file could tell more of the build. */
  static boolean isComplete(SymbolIndex index) {
    return index.hasSegments()
        && index.layers().stream().anyMatch(layer -> layer.layer().namesAllFunctions());
  }

  void remove(String buildId) {
    Entry removed = found.remove(buildId);
    bytes -= removed == null ? 0 : removed.bytes();
    missing.remove(buildId);
  }

  private void evict() {
    while (bytes > limits.bytes()) {
      bytes -= removeFirst(found).bytes();
      evictions++;
    }
  }

  private static Entry removeFirst(Map<String, Entry> entries) {
    Iterator<Map.Entry<String, Entry>> first = entries.entrySet().iterator();
    Entry removed = first.next().getValue();
    first.remove();
    return removed;
  }

  long bytes() {
    return bytes;
  }

  int indexes() {
    return found.size();
  }

  int missing() {
    return missing.size();
  }

  long evictions() {
    return evictions;
  }
}
