package io.flamelake.udfs.flamegraph;

import io.trino.spi.block.Block;
import java.util.Arrays;

/**
 * The labels that a tree gave to the texts of one dictionary, so that each text is hashed once and
 * not for every frame that has it.
 */
final class KnownLabels {
  static final int UNKNOWN = -1;

  private Block dictionary;
  // Above: the generation in which it was put; below: the label. So forgetting costs nothing
  private long[] entries = new long[0];
  private int generation = 1;

  /** Forgets what is known unless it is of this dictionary. */
  void bind(Block texts) {
    if (texts != dictionary) {
      dictionary = texts;
      forget();
      if (texts != null && texts.getPositionCount() > entries.length) {
        entries = new long[texts.getPositionCount()];
      }
    }
  }

  void forget() {
    generation++;
    if (generation == 0) {
      Arrays.fill(entries, 0);
      generation = 1;
    }
  }

  /** The label of the text at a position of the dictionary, or {@link #UNKNOWN}. */
  int get(int text) {
    long entry = entries[text];
    return (int) (entry >>> Integer.SIZE) == generation ? (int) entry : UNKNOWN;
  }

  void put(int text, int label) {
    entries[text] = (long) generation << Integer.SIZE | label;
  }

  long sizeInBytes() {
    return (long) entries.length * Long.BYTES;
  }
}
