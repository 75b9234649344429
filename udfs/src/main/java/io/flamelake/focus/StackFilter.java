package io.flamelake.focus;

/**
 * The filters of pprof ({@code profile/filter.go}, {@code profile/prune.go}; options hide, show,
 * show_from, prune_from; focus and ignore), on one stack. As there, a mapping matches for all
 * frames of a location, and inlined frames are filtered one by one.
 */
public enum StackFilter {
  /** Leaves out the frames that match. */
  HIDE {
    @Override
    void location(StackMatches stack, int from, int to, FrameSelection kept) {
      if (anyMapping(stack, from, to)) {
        return;
      }
      for (int frame = from; frame < to; frame++) {
        if (!stack.nameMatches(frame)) {
          kept.add(frame);
        }
      }
    }
  },

  /** Keeps only the frames that match; addresses never do. */
  SHOW {
    @Override
    void location(StackMatches stack, int from, int to, FrameSelection kept) {
      boolean all = anyMapping(stack, from, to);
      for (int frame = from; frame < to; frame++) {
        if (stack.isSymbolized(frame) && (all || stack.nameMatches(frame))) {
          kept.add(frame);
        }
      }
    }
  },

  /**
   * Leaves out the callers of the outermost match; in each location below, what the outermost of
   * its inlined frames that match is inlined into. Nothing stays of a stack without a match.
   */
  SHOW_FROM {
    @Override
    void location(StackMatches stack, int from, int to, FrameSelection kept) {
      int end = lastMatch(stack, from, to);
      kept.add(from, end < 0 ? to : end + 1);
    }

    @Override
    int end(StackMatches stack) {
      int end = 0;
      for (int from = 0; from < stack.size(); ) {
        int to = locationEnd(stack, from);
        end = lastMatch(stack, from, to) < 0 ? end : to;
        from = to;
      }
      return end;
    }
  },

  /**
   * Leaves out what the innermost match calls; in each location above, what is inlined into its
   * innermost match. A stack without a match stays. Only names of functions are looked at.
   */
  PRUNE_FROM {
    @Override
    void location(StackMatches stack, int from, int to, FrameSelection kept) {
      int first = firstFunction(stack, from, to);
      kept.add(first < 0 ? from : first, to);
    }

    @Override
    int start(StackMatches stack) {
      for (int from = 0; from < stack.size(); ) {
        int to = locationEnd(stack, from);
        if (firstFunction(stack, from, to) >= 0) {
          return from;
        }
        from = to;
      }
      return 0;
    }
  };

  /** Whether any frame matches: what focus keeps and ignore leaves out. */
  public static boolean matches(StackMatches stack) {
    for (int frame = 0; frame < stack.size(); frame++) {
      if (stack.nameMatches(frame) || stack.mappingMatches(frame)) {
        return true;
      }
    }
    return false;
  }

  /** The frames that stay. */
  public final FrameSelection apply(StackMatches stack) {
    FrameSelection kept = new FrameSelection(stack.size());
    int end = end(stack);
    for (int from = start(stack); from < end; ) {
      int to = locationEnd(stack, from);
      int index = kept.size();
      location(stack, from, to, kept);
      kept.endLocation(index);
      from = to;
    }
    return kept;
  }

  /** Adds what stays of the frames of one location. */
  abstract void location(StackMatches stack, int from, int to, FrameSelection kept);

  /** Where the first location starts that may stay. */
  int start(StackMatches stack) {
    return 0;
  }

  /** Where the last location ends that may stay. */
  int end(StackMatches stack) {
    return stack.size();
  }

  private static int locationEnd(StackMatches stack, int from) {
    int last = from;
    while (last < stack.size() - 1 && stack.isInlined(last)) {
      last++;
    }
    return last + 1;
  }

  private static boolean anyMapping(StackMatches stack, int from, int to) {
    for (int frame = from; frame < to; frame++) {
      if (stack.mappingMatches(frame)) {
        return true;
      }
    }
    return false;
  }

  private static int lastMatch(StackMatches stack, int from, int to) {
    if (anyMapping(stack, from, to)) {
      return to - 1;
    }
    int frame = to - 1;
    while (frame >= from && !stack.nameMatches(frame)) {
      frame--;
    }
    return frame < from ? -1 : frame;
  }

  private static int firstFunction(StackMatches stack, int from, int to) {
    for (int frame = from; frame < to; frame++) {
      if (stack.functionMatches(frame)) {
        return frame;
      }
    }
    return -1;
  }
}
