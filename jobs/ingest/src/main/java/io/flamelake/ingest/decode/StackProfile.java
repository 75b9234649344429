package io.flamelake.ingest.decode;

import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.labels.SampleLabels;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.SampleTable;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.stacks.FrameWriter;
import io.flamelake.ingest.stacks.Frames;
import io.flamelake.ingest.stacks.StackIds;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.stacks.StackDefinition;
import java.util.Arrays;

/**
 * A profile of one series that a decoder puts together sample by sample: {@link #reset}, then for
 * each sample {@link #push} its frames from the leaf to the root and {@link #add} its values, then
 * {@link #finish}. Arrays are kept from profile to profile.
 */
public final class StackProfile implements ReadProfile {

  private final int depth;
  private final Problems problems;
  private final Texts texts;
  private final Frames frames;
  private final SampleLabels labels;
  private final SampleTable samples = new SampleTable();
  private final FrameWriter frameWriter = new FrameWriter();
  private final StackIds stackIds;
  private final int[] row;

  /** The frames' rows of all samples, one behind the other. */
  private int[] rows = new int[4096];

  private int rowCount;
  private int pushed;
  private ProfileHead head;

  /**
   * @param problems told what had to be mended
   */
  public StackProfile(DecoderOptions options, Problems problems) {
    Limits limits = options.limits();
    this.problems = problems;
    depth = limits.depth();
    row = new int[depth];
    texts = new Texts(limits.stringBytes());
    frames = new Frames(texts);
    labels = new SampleLabels(limits, options.series());
    stackIds = new StackIds(depth);
  }

  /**
   * Starts with a profile.
   *
   * @param data what texts are slices of
   * @param used how much of it
   * @param types values of each sample
   * @param maxSamples the most samples that will be added
   */
  public void reset(byte[] data, int used, int types, int maxSamples) {
    texts.reset(data, used);
    frames.reset();
    samples.reset(types, maxSamples);
    rowCount = 0;
    pushed = 0;
  }

  /** Where frames are made of; see {@link Frames}. */
  public Frames frames() {
    return frames;
  }

  @Override
  public Texts texts() {
    return texts;
  }

  /** Adds a frame to the stack of the sample that is made now; false when it is deep enough. */
  public boolean push(int frame) {
    if (pushed < depth) {
      row[pushed++] = frame;
      return true;
    }
    row[depth - 1] = frames.truncated();
    problems.repaired(Repair.STACK_TRUNCATED, 1);
    return false;
  }

  /** Forgets the frames pushed since the last sample. */
  public void drop() {
    pushed = 0;
  }

  /** Adds the sample whose frames were pushed; one of nothing but zeros is left out. */
  public void add(long[] values) {
    long[] ids = frames.ids();
    long sum = 0;
    for (int i = 0; i < pushed; i++) {
      StackIds.put(stackIds.buffer(), i, ids[row[i]]);
      sum += ids[row[i]];
    }
    stackIds.finish(pushed, sum);
    samples.series = 0;
    samples.span = Texts.NONE;
    samples.trace = Texts.NONE;
    samples.stackId = stackIds.id();
    samples.fingerprint = stackIds.fingerprint();
    samples.source = (long) rowCount << 32 | pushed;
    int before = samples.count();
    samples.add(values);
    if (samples.count() > before) {
      keepRows();
    }
    pushed = 0;
  }

  private void keepRows() {
    if (rows.length - rowCount < pushed) {
      rows = Arrays.copyOf(rows, Math.max(rows.length * 2, rowCount + pushed));
    }
    System.arraycopy(row, 0, rows, rowCount, pushed);
    rowCount += pushed;
  }

  /** Ends the profile: tells its series, what its samples have in common, and what was mended. */
  public void finish(ProfileLabels ofSeries, ProfileHead newHead) {
    labels.reset(texts, ofSeries);
    head = newHead;
    problems.repaired(Repair.STRING_TRUNCATED, texts.cut());
    problems.repaired(Repair.INVALID_UTF8, texts.repaired());
    problems.repaired(Repair.VALUE_SATURATED, samples.saturated());
  }

  @Override
  public ProfileHead head() {
    return head;
  }

  @Override
  public SampleTable samples() {
    return samples;
  }

  @Override
  public SampleLabels labels() {
    return labels;
  }

  @Override
  public StackDefinition define(int sample, int day, String serviceName) {
    long source = samples.source(sample);
    int count = (int) source;
    System.arraycopy(rows, (int) (source >>> 32), row, 0, count);
    return frameWriter.define(frames, row, count, stackIds, day, serviceName);
  }

  /** Bytes that stay allocated until the next profile. */
  public long heldBytes() {
    return texts.heldBytes()
        + frames.heldBytes()
        + samples.heldBytes()
        + frameWriter.heldBytes()
        + 4L * rows.length;
  }
}
