package io.flamelake.ingest.delta;

import io.flamelake.ingest.delta.Taken.Kind;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import java.time.Duration;
import java.util.Arrays;

/**
 * Takes snapshots of a stream one after another and tells what was added between them; {@code
 * docs/deltas.md} has the rules. One object serves all streams; its arrays are kept.
 */
public final class DeltaCalculator {
  private final long longestGapNanos;
  private final StateReader last = new StateReader();
  private final StateWriter state = new StateWriter();
  private final DeltaBuffer delta = new DeltaBuffer();

  /**
   * @param longestGap after a longer time without a snapshot the next is a baseline
   */
  public DeltaCalculator(Duration longestGap) {
    longestGapNanos = longestGap.toNanos();
  }

  /**
   * Takes a snapshot.
   *
   * @param lastValues of the stream, null if there are none
   * @throws IllegalStateException when these have a version that is not known
   */
  public Taken take(byte[] lastValues, Snapshot snapshot) {
    if (lastValues == null) {
      return baseline(snapshot);
    }
    LastValues.start(last, lastValues);
    long between = snapshot.head().timeNanos() - last.readLong();
    if (between <= 0) {
      return Taken.TOO_LATE;
    }
    if (between > longestGapNanos) {
      return baseline(snapshot);
    }
    if ((int) last.readVarint() != snapshot.types()) {
      throw new IllegalStateException("last values of another number of types");
    }
    if (subtract(snapshot)) {
      return added(Kind.DELTA, Temporality.DELTA, snapshot, between);
    }
    addAll(snapshot);
    return added(Kind.RESET, Temporality.RESET, snapshot, between);
  }

  /** Bytes held by the arrays. */
  public long heldBytes() {
    return state.heldBytes() + delta.heldBytes();
  }

  private Taken baseline(Snapshot snapshot) {
    addAll(snapshot);
    return added(Kind.BASELINE, Temporality.BASELINE, snapshot, 0);
  }

  private Taken added(Kind kind, Temporality temporality, Snapshot snapshot, long durationNanos) {
    byte[] temporalities = new byte[snapshot.types()];
    Arrays.fill(temporalities, temporality.code());
    SeriesProfile profile =
        snapshot.head().withSamples(temporalities, durationNanos, delta.stackIds(), delta.values());
    return new Taken(kind, profile, state.toBytes());
  }

  /** All values are new. */
  private void addAll(Snapshot snapshot) {
    start(snapshot, 0);
    int countAt = startStacks();
    for (int stack = 0; stack < snapshot.count(); stack++) {
      addNew(snapshot, stack);
    }
    state.setInt(countAt, snapshot.count());
  }

  /**
   * Merges the last values with those of a snapshot, both sorted by stack.
   *
   * @return false as soon as a value is less than the last one
   */
  private boolean subtract(Snapshot snapshot) {
    int lastCount = last.readInt();
    start(snapshot, lastCount);
    int countAt = startStacks();
    int written = 0;
    int stack = 0;
    for (int i = 0; i < lastCount; i++, written++) {
      int from = last.position();
      long lastId = last.readLong();
      while (stack < snapshot.count() && snapshot.stackId(stack) < lastId) {
        addNew(snapshot, stack++);
        written++;
      }
      if (stack < snapshot.count() && snapshot.stackId(stack) == lastId) {
        if (!addDifference(snapshot, stack++)) {
          return false;
        }
      } else {
        // Vanished, which a counter can't: it is kept for when it comes back.
        last.skipVarints(snapshot.types());
        state.write(last.data(), from, last.position() - from);
      }
    }
    while (stack < snapshot.count()) {
      addNew(snapshot, stack++);
      written++;
    }
    state.setInt(countAt, written);
    return true;
  }

  private void start(Snapshot snapshot, int lastCount) {
    delta.start(snapshot.types(), snapshot.count());
    LastValues.writeHead(state, snapshot.head().timeNanos(), snapshot.types());
    state.ensure(Long.BYTES * (lastCount + snapshot.count()));
  }

  private int startStacks() {
    int countAt = state.size();
    state.writeInt(0);
    return countAt;
  }

  private void addNew(Snapshot snapshot, int stack) {
    int types = snapshot.types();
    state.ensure(Long.BYTES + types * StateWriter.LONGEST_VARINT);
    state.putLong(snapshot.stackId(stack));
    for (int type = 0; type < types; type++) {
      // A negative count is none; it must not become a negative amount later.
      long value = Math.max(0, snapshot.value(stack, type));
      state.putVarint(value);
      delta.value(type, value);
    }
    delta.end(snapshot.stackId(stack));
  }

  private boolean addDifference(Snapshot snapshot, int stack) {
    int types = snapshot.types();
    state.ensure(Long.BYTES + types * StateWriter.LONGEST_VARINT);
    state.putLong(snapshot.stackId(stack));
    for (int type = 0; type < types; type++) {
      long before = last.readVarint();
      long value = snapshot.value(stack, type);
      if (value < before) {
        if (value >= 0) {
          return false;
        }
        value = before;
      }
      state.putVarint(value);
      delta.value(type, value - before);
    }
    delta.end(snapshot.stackId(stack));
    return true;
  }
}
