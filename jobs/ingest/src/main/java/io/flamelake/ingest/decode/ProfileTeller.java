package io.flamelake.ingest.decode;

import com.dynatrace.hash4j.hashing.HashValue128;
import io.flamelake.ingest.labels.Series;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.ProfileIds;
import io.flamelake.ingest.profile.SampleTable;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.profile.TypeSet;
import io.flamelake.ingest.stacks.SeenStacks;
import io.flamelake.ingest.stacks.Texts;

/**
 * Tells what decoders read: of a profile first the stacks that are new, then one profile for each
 * series that has a sample, or for the profile's own series when no series has. It remembers what
 * was told, so all decoders of a thread share one.
 */
public final class ProfileTeller {

  private static final long NANOS_PER_DAY = 86_400_000_000_000L;

  private final SeenStacks seen;

  /** What is told now. */
  private ReadProfile read;

  private SampleTable samples;
  private ProfileHead head;
  private RawRecord record;

  public ProfileTeller(DecoderOptions options) {
    seen = new SeenStacks(options.rememberedStacks());
  }

  /**
   * Tells a profile.
   *
   * @param newRecord where the profile came in
   */
  public void tell(ReadProfile newRead, RawRecord newRecord, ProfileOutput output) {
    read = newRead;
    samples = newRead.samples();
    head = newRead.head();
    record = newRecord;
    tell(output);
  }

  private void tell(ProfileOutput output) {
    int[] counts = new int[read.labels().seriesCount()];
    for (int row = 0; row < samples.count(); row++) {
      if (!samples.isZero(row)) {
        counts[samples.series(row)]++;
      }
    }
    tellStacks(output);
    int[][] rows = rowsBySeries(counts);
    boolean any = false;
    for (int series = 0; series < counts.length; series++) {
      if (counts[series] > 0) {
        any = true;
        output.profile(profile(series, rows[series]));
      }
    }
    if (!any) {
      output.profile(profile(0, new int[0]));
    }
  }

  private void tellStacks(ProfileOutput output) {
    int day = (int) Math.floorDiv(head.timeNanos(), NANOS_PER_DAY);
    for (int row = 0; row < samples.count(); row++) {
      Series series = read.labels().series(samples.series(row));
      if (!samples.isZero(row)
          && seen.isNew(
              day, series.serviceHash(), samples.stackId(row), samples.fingerprint(row))) {
        output.stack(read.define(row, day, series.serviceName()));
      }
    }
  }

  private int[][] rowsBySeries(int[] counts) {
    int[][] rows = new int[counts.length][];
    int[] filled = new int[counts.length];
    for (int row = 0; row < samples.count(); row++) {
      if (!samples.isZero(row)) {
        int series = samples.series(row);
        if (rows[series] == null) {
          rows[series] = new int[counts[series]];
        }
        rows[series][filled[series]++] = row;
      }
    }
    return rows;
  }

  private SeriesProfile profile(int seriesRow, int[] rows) {
    Series series = read.labels().series(seriesRow);
    TypeSet types = head.types();
    HashValue128 id =
        ProfileIds.of(head.content(), series.id(), head.profileName(), head.timeNanos());
    return new SeriesProfile(
        series.id(),
        series.serviceName(),
        series.labels(),
        head.profileName(),
        id.getMostSignificantBits(),
        id.getLeastSignificantBits(),
        head.timeNanos(),
        head.durationNanos(),
        types.periodType(),
        types.periodUnit(),
        head.period(),
        types.sampleTypes(),
        types.sampleUnits(),
        head.temporalities(),
        stackIds(rows),
        values(rows, types.size()),
        spans(rows),
        traces(rows),
        head.sessionId(),
        head.format(),
        record.partition(),
        record.offset(),
        record.timestampMillis());
  }

  private long[] stackIds(int[] rows) {
    long[] ids = new long[rows.length];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = samples.stackId(rows[i]);
    }
    return ids;
  }

  private long[] values(int[] rows, int types) {
    long[] values = new long[rows.length * types];
    for (int t = 0; t < types; t++) {
      for (int i = 0; i < rows.length; i++) {
        values[t * rows.length + i] = samples.value(rows[i], t);
      }
    }
    return values;
  }

  private String[] spans(int[] rows) {
    String[] spans = null;
    for (int i = 0; i < rows.length; i++) {
      int text = samples.span(rows[i]);
      if (text != Texts.NONE) {
        spans = spans == null ? new String[rows.length] : spans;
        spans[i] = read.texts().string(text);
      }
    }
    return spans;
  }

  private String[] traces(int[] rows) {
    String[] traces = null;
    for (int i = 0; i < rows.length; i++) {
      int text = samples.trace(rows[i]);
      if (text != Texts.NONE) {
        traces = traces == null ? new String[rows.length] : traces;
        traces[i] = read.texts().string(text);
      }
    }
    return traces;
  }
}
