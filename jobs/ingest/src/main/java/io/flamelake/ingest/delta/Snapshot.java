package io.flamelake.ingest.delta;

import io.flamelake.ingest.profile.SaturatedMath;
import io.flamelake.ingest.profile.SeriesProfile;
import java.util.Arrays;

/**
 * One cumulative profile with its stacks in order, each once: what spans and traces told apart is
 * added up. One object serves all snapshots; its arrays are kept.
 */
public final class Snapshot {
  private static final long[] NONE = new long[0];

  private final StackSort sort = new StackSort();
  private SeriesProfile head;
  private int types;
  private int count;
  private long[] stackIds = NONE;
  private long[] values = NONE;

  /** Takes a profile, all of whose types are cumulative. */
  public void set(SeriesProfile profile) {
    start(profile.withSamples(profile.temporalities(), 0, NONE, NONE), profile.stackCount());
    sort.sort(profile.stackIds());
    for (int rank = 0; rank < profile.stackCount(); rank++) {
      long stack = sort.id(rank);
      if (count == 0 || stackIds[count - 1] != stack) {
        stackIds[count++] = stack;
        Arrays.fill(values, (count - 1) * types, count * types, 0);
      }
      addTo(count - 1, profile, sort.place(rank));
    }
  }

  private void addTo(int stack, SeriesProfile profile, int place) {
    for (int type = 0; type < types; type++) {
      int at = stack * types + type;
      values[at] = SaturatedMath.add(values[at], profile.value(type, place));
    }
  }

  /** Forgets all stacks and makes room for others, to be added by {@link #add}. */
  void start(SeriesProfile newHead, int stacks) {
    head = newHead;
    types = newHead.typeCount();
    count = 0;
    if (stackIds.length < stacks) {
      stackIds = new long[Math.max(stacks, stackIds.length * 2)];
    }
    if (values.length < stacks * types) {
      values = new long[Math.max(stacks * types, values.length * 2)];
    }
  }

  /** Adds a stack, whose id is greater than those before; its values are set then. */
  int add(long stackId) {
    stackIds[count] = stackId;
    return count++;
  }

  void setValue(int stack, int type, long value) {
    values[stack * types + type] = value;
  }

  /** The profile without its samples. */
  SeriesProfile head() {
    return head;
  }

  int types() {
    return types;
  }

  int count() {
    return count;
  }

  long stackId(int stack) {
    return stackIds[stack];
  }

  long value(int stack, int type) {
    return values[stack * types + type];
  }

  /** Bytes held by the arrays. */
  long heldBytes() {
    return Long.BYTES * ((long) stackIds.length + values.length) + sort.heldBytes();
  }
}
