package io.flamelake.ingest.decode;

import com.dynatrace.hash4j.hashing.HashValue128;
import io.flamelake.ingest.labels.Series;
import io.flamelake.ingest.labels.SeriesGuard;
import io.flamelake.ingest.labels.SessionIds;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.ProfileIds;
import io.flamelake.ingest.profile.SampleTable;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.Temporality;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.SeenStacks;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.record.RawRecord;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Tells what decoders read: of a profile first the stacks that are new, then one profile for each
 * series that has a sample, or for the profile's own series when no series has. Leaves out the
 * types that are not wanted and the series that a rule dropped, and holds services to their number
 * of series. It remembers what was told, so all decoders of a thread share one.
 */
public final class ProfileTeller {

  private static final long NANOS_PER_DAY = 86_400_000_000_000L;
  private static final int BASE = 0;
  private static final int[] NO_ROWS = {};

  /** What a stack takes besides its frames. */
  private static final int STACK_BYTES = 100;

  private final Limits limits;
  private final SeenStacks seen;
  private final SeriesGuard guard;
  private final TypeFilter typeFilter;

  /** What is told now. */
  private ReadProfile read;

  private ProfileHead head;
  private KeptTypes types;
  private SampleTable samples;
  private SampleColumns columns;
  private RawRecord record;
  private ProfileOutput output;
  private int day;

  /** What each series is told as; null: it is not. */
  private Series[] told;

  private long stacksBytes;
  private long labelsBytes;
  private long relabelDropped;
  private long overflowed;

  public ProfileTeller(DecoderOptions options) {
    limits = options.limits();
    seen = new SeenStacks(options.rememberedStacks());
    guard = new SeriesGuard(options.series().seriesPerService());
    typeFilter = new TypeFilter(options.droppedTypes());
  }

  /** Starts with a record: what it makes new is held to the limits. */
  public void start() {
    stacksBytes = 0;
    labelsBytes = 0;
  }

  /**
   * Tells a profile.
   *
   * @param newRecord where the profile came in
   * @throws BadRecord when the record's stacks go beyond their limit; then no more is told of it
   *     than the first of them
   */
  public void tell(ReadProfile newRead, RawRecord newRecord, ProfileOutput newOutput) {
    read = newRead;
    head = newRead.head();
    types = typeFilter.of(head.types(), head.profileName());
    samples = newRead.samples();
    columns = new SampleColumns(samples, read.texts(), types);
    record = newRecord;
    output = newOutput;
    day = (int) Math.floorDiv(head.timeNanos(), NANOS_PER_DAY);
    relabelDropped = 0;
    overflowed = 0;
    tellKept();
    tellCounts();
  }

  private void tellKept() {
    if (types.types().size() == 0) {
      return;
    }
    int[] counts = new int[read.labels().seriesCount()];
    for (int row = 0; row < samples.count(); row++) {
      if (!columns.isZero(row)) {
        counts[samples.series(row)]++;
      }
    }
    findTold(counts);
    tellStacks();
    tellSeries(rowsBySeries(counts));
  }

  private void tellCounts() {
    count(Drop.RELABEL_DROPPED, relabelDropped);
    count(Drop.DROPPED_TYPES, columns.droppedValues());
    repaired(Repair.SERIES_OVERFLOW, overflowed);
  }

  private void count(Drop drop, long count) {
    if (count > 0) {
      output.dropped(drop, count);
    }
  }

  private void repaired(Repair repair, long count) {
    if (count > 0) {
      output.repaired(repair, count);
    }
  }

  private void findTold(int[] counts) {
    told = new Series[counts.length];
    boolean any = false;
    for (int series = 0; series < counts.length; series++) {
      if (counts[series] > 0) {
        any = true;
        told[series] = toldAs(series);
      }
    }
    if (!any) {
      told[BASE] = toldAs(BASE);
    }
  }

  private Series toldAs(int seriesRow) {
    Series series = read.labels().series(seriesRow);
    if (series.isDropped()) {
      relabelDropped++;
      return null;
    }
    labelsBytes += series.memoryBytes();
    Series admitted =
        labelsBytes > limits.recordLabelsBytes()
            ? guard.overflow(day, series.serviceName())
            : guard.admit(day, series);
    overflowed += admitted == series ? 0 : 1;
    return admitted;
  }

  private void tellStacks() {
    checkStacks();
    for (int row = 0; row < samples.count(); row++) {
      Series series = told[samples.series(row)];
      if (series != null
          && !columns.isZero(row)
          && seen.isNew(
              day, series.serviceHash(), samples.stackId(row), samples.fingerprint(row))) {
        StackDefinition stack = read.define(row, day, series.serviceName());
        output.stack(stack);
        stacksBytes += stack.frames().length + STACK_BYTES;
        checkStacks();
      }
    }
  }

  private void checkStacks() {
    if (stacksBytes > limits.recordStacksBytes()) {
      throw new BadRecord(
          Reason.STACKS_SIZE_LIMIT,
          "the record's new stacks take more than "
              + limits.recordStacksBytes()
              + " bytes; send smaller batches or shorter windows, or raise the limit");
    }
  }

  private int[][] rowsBySeries(int[] counts) {
    int[][] rows = new int[counts.length][];
    int[] filled = new int[counts.length];
    for (int row = 0; row < samples.count(); row++) {
      if (!columns.isZero(row)) {
        int series = samples.series(row);
        if (rows[series] == null) {
          rows[series] = new int[counts[series]];
        }
        rows[series][filled[series]++] = row;
      }
    }
    return rows;
  }

  private void tellSeries(int[][] rows) {
    Map<Long, MergedSeries> merged = new LinkedHashMap<>();
    boolean isCumulative = isCumulative();
    for (int series = 0; series < rows.length; series++) {
      Series own = read.labels().series(series);
      Series as = told[series];
      int[] ownRows = rows[series] == null ? NO_ROWS : rows[series];
      if (as == own) {
        output.profile(profile(own, own.id(), head.sessionId(), columns, ownRows));
      } else if (as != null && isCumulative) {
        // Each is compared with its own profile before, so they must not be added.
        long session = SessionIds.mixed(head.sessionId(), own.id());
        output.profile(profile(as, own.id(), session, columns, ownRows));
      } else if (as != null) {
        merged.computeIfAbsent(as.id(), id -> new MergedSeries(as, own)).add(ownRows);
      }
    }
    merged.values().forEach(this::tellMerged);
  }

  private void tellMerged(MergedSeries series) {
    SampleTable table = series.merge(samples, head.types().size());
    SampleColumns merged = new SampleColumns(table, read.texts(), types);
    int[] rows = IntStream.range(0, table.count()).filter(row -> !merged.isZero(row)).toArray();
    repaired(Repair.VALUE_SATURATED, table.saturated());
    output.profile(profile(series.to(), series.first().id(), head.sessionId(), merged, rows));
  }

  private boolean isCumulative() {
    for (byte code : types.pick(head.temporalities())) {
      if (code == Temporality.CUMULATIVE.code()) {
        return true;
      }
    }
    return false;
  }

  private SeriesProfile profile(
      Series series, long ownId, long session, SampleColumns from, int[] rows) {
    HashValue128 id = ProfileIds.of(head.content(), ownId, head.profileName(), head.timeNanos());
    return new SeriesProfile(
        series.id(),
        series.serviceName(),
        series.labels(),
        head.profileName(),
        id.getMostSignificantBits(),
        id.getLeastSignificantBits(),
        head.timeNanos(),
        head.timeNanos(),
        head.durationNanos(),
        types.types().periodType(),
        types.types().periodUnit(),
        head.period(),
        types.types().sampleTypes(),
        types.types().sampleUnits(),
        types.pick(head.temporalities()),
        from.stackIds(rows),
        from.values(rows),
        from.spans(rows),
        from.traces(rows),
        session,
        head.format(),
        record.partition(),
        record.offset(),
        record.timestampMillis());
  }
}
