package io.flamelake.ingest.pprof;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.ReadProfile;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.labels.SampleLabels;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.SampleTable;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.FrameWriter;
import io.flamelake.ingest.stacks.StackIds;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;
import io.flamelake.stacks.StackDefinition;

/**
 * Reads one uncompressed message into a table of samples with their series and stacks. Everything
 * it holds is kept from profile to profile and as large as the largest of them.
 */
final class ProfileReader implements ReadProfile {

  private static final long VALUES_PER_SAMPLE = 8;

  private final int maxSamples;
  private final Wire wire = new Wire(Reason.MALFORMED_PPROF, "pprof message");
  private final Problems problems = new Problems();
  final Message message;
  private final LocationFrames locationFrames;
  private final SampleReader sample = new SampleReader(problems);
  private final StackWalker walker;
  private final StackIds stackIds;
  private final LocationRuns runs = new LocationRuns();
  private final SampleLabels labels;
  private final SampleTable samples = new SampleTable();
  private final FrameWriter frameWriter = new FrameWriter();
  private final LabelReader labelReader;
  private ProfileHead head;

  ProfileReader(DecoderOptions options) {
    maxSamples = options.limits().samples();
    message = new Message(options.limits());
    locationFrames = new LocationFrames(message, problems);
    walker = new StackWalker(message, locationFrames, problems, options.limits().depth());
    stackIds = new StackIds(options.limits().depth());
    labels = new SampleLabels(options.limits(), options.series());
    labelReader = new LabelReader(wire, message, labels);
  }

  /** Reads the tables of a message; its samples must not be asked for yet. */
  void readTables(byte[] data, int length) {
    problems.reset();
    wire.data = data;
    message.read(wire, length);
  }

  /**
   * Reads the samples, after {@link #readTables}.
   *
   * @throws BadRecord when the message is damaged
   */
  void readSamples(ProfileLabels profileLabels, AddressRule rule) {
    checkValues();
    locationFrames.reset(usable(rule));
    labels.reset(message.texts, profileLabels);
    sample.reset(wire, message.typeCount);
    samples.reset(message.typeCount, message.sampleCount);
    runs.reset(wire.data, message.sampleCount);
    for (int i = 0; i < message.sampleCount; i++) {
      long bounds = message.samples[i];
      if (sample.read((int) (bounds >>> 32), (int) bounds)) {
        addSample(bounds);
      }
    }
    noteProblems();
  }

  private AddressRule usable(AddressRule rule) {
    int mappings = message.mappings.ids.count();
    if (rule.segments() < 0 || rule.segments() == mappings) {
      return rule;
    }
    problems.part(
        Reason.MISMATCHED_EXECUTABLE_INFO,
        "the profile has "
            + mappings
            + " mappings, but came with "
            + rule.segments()
            + " executable infos; its addresses are left as they are in the files");
    return rule.withoutSegments();
  }

  private void addSample(long bounds) {
    if (!runs.find(sample)) {
      walker.hash(sample.ids, sample.idsStart, sample.idsEnd, stackIds);
      runs.keep(sample, stackIds);
    }
    labelReader.read(sample.labels, sample.labelEnds);
    samples.series = labels.seriesRow();
    samples.span = labels.span();
    samples.trace = labels.trace();
    samples.stackId = runs.stackId();
    samples.fingerprint = runs.fingerprint();
    samples.source = bounds;
    samples.add(sample.values);
  }

  @Override
  public ProfileHead head() {
    return head;
  }

  /** Sets what all series have in common. */
  void head(ProfileHead newHead) {
    head = newHead;
  }

  @Override
  public Texts texts() {
    return message.texts;
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
  public StackDefinition define(int row, int day, String serviceName) {
    long bounds = samples.source(row);
    sample.read((int) (bounds >>> 32), (int) bounds);
    int frames = walker.rows(sample.ids, sample.idsStart, sample.idsEnd);
    return frameWriter.define(
        locationFrames.frames, walker.rows, frames, stackIds, day, serviceName);
  }

  Problems problems() {
    return problems;
  }

  private void checkValues() {
    if ((long) message.sampleCount * message.typeCount > maxSamples * VALUES_PER_SAMPLE) {
      throw new BadRecord(
          Reason.SAMPLES_LIMIT,
          "the profile has "
              + message.sampleCount
              + " samples of "
              + message.typeCount
              + " values, "
              + maxSamples * VALUES_PER_SAMPLE
              + " values are allowed in all; send shorter windows or raise the limit");
    }
  }

  private void noteProblems() {
    problems.repaired(Repair.STRING_TRUNCATED, message.texts.cut());
    problems.repaired(Repair.INVALID_UTF8, message.texts.repaired());
    problems.repaired(Repair.VALUE_SATURATED, samples.saturated());
    problems.repaired(Repair.SAMPLE_LABEL_DROPPED, labels.dropped());
    if (labels.dropped() > 0) {
      problems.parts(Reason.INVALID_SAMPLE_LABEL, labels.dropped(), labels.firstDropped());
    }
  }

  long heldBytes() {
    return message.heldBytes()
        + locationFrames.heldBytes()
        + sample.heldBytes()
        + runs.heldBytes()
        + frameWriter.heldBytes()
        + samples.heldBytes();
  }
}
