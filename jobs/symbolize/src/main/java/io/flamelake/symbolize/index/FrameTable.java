package io.flamelake.symbolize.index;

import io.flamelake.symbolize.lists.IntList;
import java.util.BitSet;

/** The frames that were told. One that is inlined has a greater id than its caller. */
final class FrameTable {
  /** Stands for the caller of a frame that is not inlined. */
  static final int NO_CALLER = -1;

  private final IntList functions = new IntList();
  private final IntList callers = new IntList();
  private final IntList depths = new IntList();
  private final IntList callPlaces = new IntList();

  private final BitSet fromDwarf = new BitSet();

  int add(int function, int caller, int callPlace) {
    functions.add(function);
    callers.add(caller);
    depths.add(caller == NO_CALLER ? 1 : depths.get(caller) + 1);
    return callPlaces.add(callPlace);
  }

  int size() {
    return functions.size();
  }

  int function(int frame) {
    return functions.get(frame);
  }

  int caller(int frame) {
    return callers.get(frame);
  }

  /** 1 for a frame that is not inlined. */
  int depth(int frame) {
    return depths.get(frame);
  }

  int callPlace(int frame) {
    return callPlaces.get(frame);
  }

  void fromDwarf(int frame) {
    fromDwarf.set(frame);
  }

  boolean isFromDwarf(int frame) {
    return fromDwarf.get(frame);
  }

  /**
   * Which frame goes before which: of a frame and those inlined into it the latter, and else the
   * one that was made first. That is the order in which a walk over the trees leaves the frames.
   */
  int[] ranks() {
    int n = size();
    int[] sizes = new int[n];
    for (int frame = n - 1; frame >= 0; frame--) {
      sizes[frame]++;
      if (caller(frame) != NO_CALLER) {
        sizes[caller(frame)] += sizes[frame];
      }
    }
    int[] next = new int[n];
    int[] ranks = new int[n];
    int nextRoot = 0;
    for (int frame = 0; frame < n; frame++) {
      int caller = caller(frame);
      int first = caller == NO_CALLER ? nextRoot : next[caller];
      next[frame] = first;
      ranks[frame] = first + sizes[frame] - 1;
      if (caller == NO_CALLER) {
        nextRoot = first + sizes[frame];
      } else {
        next[caller] = first + sizes[frame];
      }
    }
    return ranks;
  }
}
