package io.flamelake.ingest.delta;

import io.flamelake.ingest.profile.SeriesProfile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The snapshots of a series that wait for stragglers, without their stacks. Each becomes due a
 * fixed time after it was sent, told in Kafka time. Then it is taken, and before it those of its
 * stream that were sent by then and whose own time is earlier. So the order in which records are
 * read, which differs from run to run, decides nothing.
 */
public final class Waiting {

  /** Due times are whole seconds, so that snapshots sent together need one timer. */
  static final long STEP_MILLIS = 1000;

  private static final long VERSION = 1;
  private static final int FIELDS = 4;

  /**
   * One snapshot.
   *
   * @param stream see {@link StreamIds}
   * @param timeNanos of the profile
   * @param sentMillis Kafka time
   * @param id finds the snapshot itself; the same for the same content sent again
   */
  public record Entry(long stream, long timeNanos, long sentMillis, long id) {
    private static final Comparator<Entry> ORDER =
        Comparator.comparingLong(Entry::stream)
            .thenComparingLong(Entry::timeNanos)
            .thenComparingLong(Entry::id);

    /** The entry of a profile that counts as sent at a time. */
    public static Entry of(SeriesProfile profile, long sentMillis) {
      long stream = StreamIds.of(profile);
      return new Entry(stream, profile.timeNanos(), sentMillis, stream ^ profile.profileIdLow());
    }
  }

  private final long latenessMillis;
  private final List<Entry> entries;

  private Waiting(long latenessMillis, List<Entry> entries) {
    this.latenessMillis = latenessMillis;
    this.entries = entries;
  }

  /**
   * Reads what {@link #toLongs} gave.
   *
   * @param state null when nothing waits
   * @throws IllegalStateException when it has a version that is not known
   */
  public static Waiting of(long latenessMillis, long[] state) {
    List<Entry> entries = new ArrayList<>();
    if (state != null) {
      if (state.length % FIELDS != 1 || state[0] != VERSION) {
        throw new IllegalStateException(
            "the list of waiting snapshots in the job's state has version %s, but this version of Flamelake reads %d"
                .formatted(state.length == 0 ? "none" : state[0], VERSION));
      }
      for (int at = 1; at < state.length; at += FIELDS) {
        entries.add(new Entry(state[at], state[at + 1], state[at + 2], state[at + 3]));
      }
    }
    return new Waiting(latenessMillis, entries);
  }

  /** For state: a version, then the fields of each entry. */
  public long[] toLongs() {
    long[] state = new long[1 + entries.size() * FIELDS];
    state[0] = VERSION;
    int at = 1;
    for (Entry entry : entries) {
      state[at++] = entry.stream();
      state[at++] = entry.timeNanos();
      state[at++] = entry.sentMillis();
      state[at++] = entry.id();
    }
    return state;
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * Adds a snapshot unless it is there.
   *
   * @return whether it was not
   */
  public boolean add(Entry entry) {
    for (Entry other : entries) {
      if (other.id() == entry.id()) {
        return false;
      }
    }
    entries.add(entry);
    return true;
  }

  /** When an entry becomes due, in Kafka time. */
  public long dueMillis(Entry entry) {
    long due = entry.sentMillis() + latenessMillis;
    return -Math.floorDiv(-due, STEP_MILLIS) * STEP_MILLIS;
  }

  /** Removes what is to be taken at a time, in the order in which to take it. */
  public List<Entry> remove(long nowMillis) {
    List<Entry> taken = new ArrayList<>();
    for (Entry due : entries) {
      if (dueMillis(due) <= nowMillis && !taken.contains(due)) {
        addWithEarlier(due, nowMillis, taken);
      }
    }
    entries.removeAll(taken);
    taken.sort(Entry.ORDER);
    return taken;
  }

  private void addWithEarlier(Entry due, long nowMillis, List<Entry> taken) {
    for (Entry entry : entries) {
      if (entry.stream() == due.stream()
          && entry.sentMillis() <= nowMillis
          && entry.timeNanos() <= due.timeNanos()
          && !taken.contains(entry)) {
        taken.add(entry);
      }
    }
  }
}
