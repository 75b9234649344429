package io.flamelake.symbolize.sources;

import io.flamelake.symbolize.index.SymbolIndex;

/**
 * The index of a build, or why there is none.
 *
 * @param index the index; null if there is none. It stays usable for as long as it is held
 * @param reason why there is no index; null if there is one
 * @param message the same as a sentence for people; empty if there is an index
 */
public record IndexAnswer(SymbolIndex index, Unavailable reason, String message) {
  public IndexAnswer {
    if ((index == null) == (reason == null)) {
      throw new IllegalArgumentException("Either an index or a reason is needed");
    }
  }

  public static IndexAnswer found(SymbolIndex index) {
    return new IndexAnswer(index, null, "");
  }

  public static IndexAnswer unavailable(Unavailable reason, String message) {
    return new IndexAnswer(null, reason, message);
  }

  public boolean isFound() {
    return index != null;
  }
}
