package io.flamelake.symbolize.index;

import java.util.Arrays;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The texts of indexes that were asked for lately, as bytes: an index makes each of them anew, and
 * demangles it. Any number of threads may share one; it does not hold the indexes themselves, which
 * go when nobody else holds them.
 *
 * <p>When the texts take more than their bytes, all of them are dropped, and come back as they are
 * asked for. Texts that are larger than all others together would be are not held at all.
 */
public final class TextCache {
  private static final int MAX_PLACES = 1 << 17;
  private static final int OBJECT_BYTES = 96;

  private final Map<SymbolIndex, OfIndex> indexes = new WeakHashMap<>();
  private final AtomicLong held = new AtomicLong();
  private final long maxBytes;

  /**
   * Makes one.
   *
   * @param maxBytes what the texts of all indexes may take together, about
   */
  public TextCache(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** The texts of an index. */
  public OfIndex of(SymbolIndex index) {
    synchronized (indexes) {
      return indexes.computeIfAbsent(index, OfIndex::new);
    }
  }

  /** About how many bytes are held. */
  long held() {
    return held.get();
  }

  /** Whether so many more bytes may be held; makes room for them. */
  private boolean reserve(long bytes) {
    if (bytes > maxBytes / 2) {
      return false;
    }
    if (held.addAndGet(bytes) > maxBytes) {
      synchronized (indexes) {
        indexes.values().forEach(OfIndex::clear);
        held.set(bytes);
      }
    }
    return true;
  }

  /** A file's path. */
  private record Path(int id, byte[] utf8) {}

  /**
   * The texts of one index, each in the place that its id tells, taken over by the next that falls
   * on it. The places are read and written without locks: what lies there never changes, and who
   * does not see it yet makes it once more.
   */
  public final class OfIndex {
    private final FunctionTexts[] functions;
    private final Path[] paths;

    private OfIndex(SymbolIndex index) {
      functions = new FunctionTexts[places(index.functions())];
      paths = new Path[places(index.files())];
    }

    /** A function's texts; the index must be the one that this was asked for with. */
    public FunctionTexts function(SymbolIndex index, int id) {
      int place = id & functions.length - 1;
      FunctionTexts known = functions[place];
      if (known != null && known.id() == id) {
        return known;
      }
      FunctionTexts made = FunctionTexts.of(index, id, path(index, index.declarationFile(id)));
      if (reserve(made.bytes() + OBJECT_BYTES)) {
        functions[place] = made;
      }
      return made;
    }

    /** The path of a file in UTF-8; null if there is none of this id. */
    public byte[] path(SymbolIndex index, int id) {
      if (id < 0) {
        return null;
      }
      int place = id & paths.length - 1;
      Path known = paths[place];
      if (known != null && known.id() == id) {
        return known.utf8();
      }
      byte[] utf8 = FunctionTexts.utf8(index.path(id));
      if (utf8 != null && reserve(utf8.length + OBJECT_BYTES)) {
        paths[place] = new Path(id, utf8);
      }
      return utf8;
    }

    private void clear() {
      Arrays.fill(functions, null);
      Arrays.fill(paths, null);
    }
  }

  /** A power of two. */
  private static int places(int wanted) {
    return Math.min(MAX_PLACES, Integer.highestOneBit(Math.max(1, wanted)) << 1);
  }
}
