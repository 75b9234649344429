package io.flamelake.compaction.rollup;

import io.flamelake.compaction.remove.RemovalResult;
import io.flamelake.compaction.remove.RowRemoval;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileScanTask;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableScan;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/**
 * Keeps a table of sums by hour. Each run makes the hours anew whose rows changed since the
 * snapshots that it had looked at, then those that have ended since; each unit is one commit, which
 * also says how far the table is, so a run that dies is gone on with, and what it had done is done
 * at most once more, with the same result. Where it is not known what changed, for snapshots have
 * expired, all is made anew from the first day that there are rows of.
 */
public final class RollUp {
  /**
   * A source's snapshot that is older could expire before the table says that it has newer ones.
   */
  private static final Duration SAY_AGAIN = Duration.ofHours(12);

  private final Table target;
  private final Sums sums;
  private final ServiceBuckets buckets;

  private RollUp(Table target, Sums sums) {
    this.target = target;
    this.sums = sums;
    buckets = ServiceBuckets.of(target);
  }

  /** Of {@code samples_hourly}. */
  public static RollUp ofSamples(Table samples, Table profiles, Table target) {
    return new RollUp(target, new SampleSums(samples, profiles, target));
  }

  /** Of {@code functions_hourly}. */
  public static RollUp ofFunctions(Table samplesHourly, Table stacks, Table target) {
    return new RollUp(target, new FunctionSums(samplesHourly, stacks, target));
  }

  /** Until when all hours of a table of sums are there; empty if nobody knows. */
  public static Optional<Instant> completeUntil(Table target) {
    return State.at(target, Pins.current(target)).map(State::until);
  }

  /**
   * What a run does.
   *
   * @param unit null if it only says how far the table is
   * @param pins what its sums are made of
   * @param after how far the table is then
   */
  private record Part(Unit unit, Pins pins, State after) {
    @Override
    public String toString() {
      return unit == null ? "nothing new until " + after.until() : unit.toString();
    }
  }

  /** What would be done now, a line for each commit. */
  public List<String> plan(Work work) throws IOException {
    return parts(work).stream().map(Part::toString).toList();
  }

  /** Is told of each commit. */
  public interface Listener {
    /**
     * @param rows of the hours that were made
     */
    void committed(RemovalResult result, List<DataFile> files, long rows);

    /** Another commit was in the way each time: the rest is left to the next run. */
    void conflict(String with);
  }

  /** Does it. */
  public void run(Work work, Listener listener) throws IOException {
    for (Part part : parts(work)) {
      work.progress().run();
      if (!run(part, work, listener)) {
        return;
      }
    }
  }

  private boolean run(Part part, Work work, Listener listener) throws IOException {
    UnitFiles output = new UnitFiles(target, work.removal().layout(), work.steps());
    List<DataFile> files = List.of();
    Map<String, String> summary = new LinkedHashMap<>(part.after().summary());
    try {
      if (part.unit() != null) {
        sums.write(part.unit(), part.pins(), work, output);
        files = output.finish(work);
      }
    } catch (IOException | RuntimeException e) {
      output.abort();
      throw e;
    }
    summary.put(State.HOURS, part.unit() == null ? "" : part.unit().text());
    RemovalResult result =
        new RowRemoval(target, work.removal(), work.steps())
            .remove(filter(part.unit()), files, summary, work.progress());
    if (!result.committed()) {
      output.abort();
      listener.conflict(result.conflict());
      return false;
    }
    listener.committed(result, files, output.rows());
    return true;
  }

  private Expression filter(Unit unit) {
    return unit == null
        ? Expressions.alwaysFalse()
        : Expressions.and(unit.filter("hour"), buckets.filter(unit.bucket()));
  }

  private List<Part> parts(Work work) throws IOException {
    Pins now = refresh();
    Optional<Long> limit =
        now.facts() == Pins.NONE ? Optional.empty() : sums.limit(now.facts(), work);
    if (limit.isEmpty()) {
      return List.of();
    }
    Optional<State> known = State.at(target, Pins.current(target));
    Optional<HourSet> changed =
        known.isEmpty() ? Optional.empty() : sums.changed(known.get(), now, work);
    if (known.isEmpty() || changed.isEmpty()) {
      return fromTheFirst(now, limit.get());
    }
    State state = known.get();
    long until = Math.max(state.untilMicros(), limit.get());
    List<Unit> again = changed.get().between(Long.MIN_VALUE / 2, state.untilMicros()).units();
    List<Unit> more =
        found(sums.facts(), now.facts(), state.untilMicros(), until)
            .between(state.untilMicros(), until)
            .units();
    List<Part> parts = new ArrayList<>();
    for (Unit unit : again) {
      // Until the last of them the table does not say that it has seen the changes.
      parts.add(new Part(unit, now, state));
    }
    if (!again.isEmpty()) {
      Unit last = parts.remove(parts.size() - 1).unit();
      parts.add(new Part(last, now, new State(now, more.isEmpty() ? until : state.untilMicros())));
    }
    addNew(parts, more, now, until);
    if (parts.isEmpty() && isToBeSaidAgain(state, now)) {
      parts.add(new Part(null, now, new State(now, until)));
    }
    return parts;
  }

  /** Also the hours that have sums but no facts any more. */
  private List<Part> fromTheFirst(Pins now, long until) throws IOException {
    HourSet all = found(sums.facts(), now.facts(), Long.MIN_VALUE, until);
    long summed = Pins.current(target);
    if (summed != Pins.NONE) {
      all.addAll(found(new SourceTable(target, "hour"), summed, Long.MIN_VALUE, until));
    }
    List<Part> parts = new ArrayList<>();
    addNew(parts, all.between(Long.MIN_VALUE / 2, until).units(), now, until);
    return parts;
  }

  /** A unit that ends the run says that all is there, others only up to their own day's hours. */
  private static void addNew(List<Part> parts, List<Unit> units, Pins now, long until) {
    for (int i = 0; i < units.size(); i++) {
      boolean last = i == units.size() - 1;
      long after = last ? until : units.get(i + 1).fromMicros();
      parts.add(new Part(units.get(i), now, new State(now, after)));
    }
  }

  private boolean isToBeSaidAgain(State state, Pins now) {
    return !State.isCurrent(target)
        || isOld(sums.facts().table(), state.pins().facts(), now.facts())
        || isOld(sums.dimension(), state.pins().dimension(), now.dimension());
  }

  private static boolean isOld(Table table, long seen, long current) {
    if (seen == current) {
      return false;
    }
    Snapshot snapshot = table.snapshot(seen);
    return snapshot == null
        || table.snapshot(current).timestampMillis() - snapshot.timestampMillis()
            > SAY_AGAIN.toMillis();
  }

  /** Hours with rows from a time on, up to another, and perhaps others. */
  private static HourSet found(SourceTable source, long snapshotId, long fromMicros, long toMicros)
      throws IOException {
    HourSet hours = new HourSet();
    if (fromMicros >= toMicros) {
      return hours;
    }
    TableScan scan =
        source
            .table()
            .newScan()
            .useSnapshot(snapshotId)
            .includeColumnStats()
            .filter(
                Expressions.and(
                    Expressions.greaterThanOrEqual(source.timeColumn(), fromMicros),
                    Expressions.lessThan(source.timeColumn(), toMicros)));
    try (CloseableIterable<FileScanTask> tasks = scan.planFiles()) {
      for (FileScanTask task : tasks) {
        if (!source.addHours(task.file(), Unit.EVERY_BUCKET, hours)) {
          throw new IOException(
              "%s has a file that tells no times, so it can't be rolled up: %s"
                  .formatted(source.table().name(), task.file().location()));
        }
      }
    }
    return hours;
  }

  private Pins refresh() {
    target.refresh();
    // In this order, so that what is said of the facts is not older than these.
    sums.facts().table().refresh();
    sums.dimension().refresh();
    return new Pins(Pins.current(sums.facts().table()), Pins.current(sums.dimension()));
  }
}
