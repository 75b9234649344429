package io.flamelake.ingest.otlp;

import com.dynatrace.hash4j.hashing.HashValue128;
import io.flamelake.ingest.decode.ContainerTime;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Problems;
import io.flamelake.ingest.decode.ReadProfile;
import io.flamelake.ingest.decode.Repair;
import io.flamelake.ingest.decode.TimeRule;
import io.flamelake.ingest.folded.FoldedText;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.labels.SampleLabels;
import io.flamelake.ingest.profile.ProfileHead;
import io.flamelake.ingest.profile.ProfileIds;
import io.flamelake.ingest.profile.SampleTable;
import io.flamelake.ingest.profile.TypeSet;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Limits;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.stacks.FrameWriter;
import io.flamelake.ingest.stacks.StackIds;
import io.flamelake.ingest.stacks.Texts;
import io.flamelake.ingest.wire.Wire;
import io.flamelake.stacks.StackDefinition;
import java.util.Arrays;

/**
 * Reads an uncompressed request, and then its profiles one by one, each into a table of samples
 * with their series and stacks. Everything it holds is kept from request to request and as large as
 * the largest of them.
 */
final class RequestReader implements ReadProfile {

  /** Far more attributes than labels are allowed: some are not labels. */
  private static final int SPARE_PAIRS = 1000;

  private final Limits limits;
  private final Wire wire = new Wire(Reason.MALFORMED_OTLP, "OTLP request");
  private final Problems problems = new Problems();
  private final Problems dictionaryProblems = new Problems();
  private final Dictionary dictionary;
  private final Request request;
  private final Attributes attributes;
  private final Links links;
  private final Mappings mappings;
  private final LocationFrames locationFrames;
  private final StackIds stackIds;
  private final Stacks stacks;
  private final AttributePairs pairs;
  private final ProfileLabelsReader labelsReader;
  private final ValueTypes valueTypes;
  private final ProfileMessage profile;
  private final SharedPayloads sharedPayloads;
  private final SampleMessage sample = new SampleMessage(problems);
  private final SampleLabels labels;
  private final SampleAttributes sampleAttributes;
  private final SampleTable samples = new SampleTable();
  private final FrameWriter frameWriter = new FrameWriter();
  private final long[] value = new long[1];
  private HashValue128 content;
  private int mainFile;
  private ProfileLabelsReader.Read read;
  private ProfileHead head;

  RequestReader(DecoderOptions options) {
    limits = options.limits();
    dictionary = new Dictionary(limits);
    request = new Request(dictionary);
    attributes = new Attributes(wire, dictionary);
    links = new Links(wire, dictionary);
    mappings = new Mappings(wire, dictionary, attributes);
    locationFrames =
        new LocationFrames(
            wire, dictionary, attributes, mappings, dictionaryProblems, 2 * limits.tableEntries());
    stackIds = new StackIds(limits.depth());
    stacks = new Stacks(wire, dictionary, locationFrames, stackIds, limits.depth());
    pairs =
        new AttributePairs(
            wire,
            request,
            dictionary,
            attributes,
            dictionaryProblems,
            limits.labels() + SPARE_PAIRS);
    labelsReader = new ProfileLabelsReader(dictionary, pairs, options);
    valueTypes = new ValueTypes(dictionary, options.cumulativeTypes());
    profile = new ProfileMessage(limits);
    sharedPayloads = new SharedPayloads(wire, request, limits);
    labels = new SampleLabels(options.limits(), options.series(), true);
    sampleAttributes = new SampleAttributes(dictionary, attributes, labels);
  }

  /**
   * Finds the parts of a request and returns the number of its profiles.
   *
   * @param data with {@code Uncompressor.PADDING} zero bytes behind the request
   * @throws BadRecord when it is damaged
   */
  int open(byte[] data, int length) {
    dictionaryProblems.reset();
    content = ProfileIds.content(data, 0, length);
    wire.data = data;
    request.read(wire, length);
    attributes.reset();
    links.reset();
    mappings.reset();
    locationFrames.reset();
    stacks.reset();
    pairs.reset();
    sampleAttributes.reset();
    sharedPayloads.reset();
    mainFile = findMainFile();
    return request.profiles.count();
  }

  /** The bytes of a profile. */
  byte[] bytes(int place) {
    return copy(request.profiles.start(place), request.profiles.end(place));
  }

  /**
   * Reads a profile, all but its samples.
   *
   * @throws BadRecord when it is damaged, or goes beyond a limit
   */
  void readHead(int place) {
    problems.reset();
    profile.read(wire, request.profiles.start(place), request.profiles.end(place));
    pairs.read(place, profile.attributes);
    read = labelsReader.read(mainFile);
  }

  /** The labels of the profile. */
  ProfileLabels profileLabels() {
    return read.labels();
  }

  /** When the profile says that it was taken. */
  ContainerTime profileTime() {
    return new ContainerTime(profile.timeNanos, profile.durationNanos);
  }

  /** What becomes of the original payload of the profile; asked for once. */
  PayloadUse payloadUse(int place) {
    return sharedPayloads.use(place, profile);
  }

  /** What the profile was converted from. */
  byte[] payload() {
    return copy(profile.payloadStart, profile.payloadEnd);
  }

  /** What its payload is said to be; empty when it is not. */
  String payloadFormat() {
    return profile.payloadFormat(wire.data);
  }

  /**
   * A payload that is folded stacks, with what the profile says of them.
   *
   * @throws BadRecord when its type is not valid
   */
  FoldedText foldedText(byte[] value) {
    String name = null;
    TypeSet types = FoldedText.SAMPLES;
    if (profile.sampleType[0] != 0) {
      valueTypes.read(profile, read.labels().profileName());
      name = valueTypes.profileName();
      types = valueTypes.types();
    }
    return new FoldedText(value, read.labels(), name, types, profile.period, profileTime());
  }

  /**
   * Reads the samples of the profile, after {@link #readHead}.
   *
   * @throws BadRecord when one is damaged, or the profile has no valid type or time
   */
  void readSamples(int place, long recordMillis) {
    ProfileLabels profileLabels = read.labels();
    valueTypes.read(profile, profileLabels.profileName());
    long time = TimeRule.timeOf(profile.timeNanos, recordMillis, limits, problems);
    long duration = Math.max(0, profile.durationNanos);
    long weight = valueTypes.weight(profile.period);
    labels.reset(dictionary.texts, profileLabels);
    sampleAttributes.start(read.isService());
    int count = profile.samples.count();
    samples.reset(1, count);
    for (int i = 0; i < count; i++) {
      sample.read(wire, profile.samples.start(i), profile.samples.end(i));
      addSample(weight);
    }
    noteProblems();
    head =
        new ProfileHead(
            valueTypes.profileName(),
            time,
            duration,
            profile.period,
            valueTypes.types(),
            valueTypes.temporalities(profileLabels.isDelta(), duration),
            ProfileIds.part(content, place),
            profileLabels.sessionId(),
            OtlpDecoder.FORMAT);
  }

  private void addSample(long weight) {
    value[0] = sample.value(weight);
    if (value[0] == 0) {
      return;
    }
    int stack = stacks.find(sample.stack, problems);
    sampleAttributes.read(sample.attributes);
    samples.series = labels.seriesRow();
    samples.span = labels.span();
    samples.trace = labels.trace();
    if (sample.link != 0) {
      setLink(sample.link);
    }
    samples.stackId = stacks.id(stack);
    samples.fingerprint = stacks.fingerprint(stack);
    samples.source = stack;
    samples.add(value);
  }

  private void setLink(int link) {
    if (links.has(link)) {
      samples.span = links.span(link) == Texts.NONE ? samples.span : links.span(link);
      samples.trace = links.trace(link) == Texts.NONE ? samples.trace : links.trace(link);
    } else {
      labels.drop("a sample refers to link " + link + ", which is missing or damaged");
    }
  }

  private void noteProblems() {
    problems.repaired(Repair.VALUE_SATURATED, samples.saturated());
    problems.repaired(Repair.SAMPLE_LABEL_DROPPED, labels.dropped());
    if (labels.dropped() > 0) {
      problems.parts(Reason.INVALID_SAMPLE_LABEL, labels.dropped(), labels.firstDropped());
    }
  }

  /**
   * The file name of the first mapping: that of the program, if the request is about a single
   * process, of which nobody can be sure when it has several resources.
   */
  private int findMainFile() {
    if (request.resources.count() > 1 || !mappings.has(1)) {
      return Texts.NONE;
    }
    int file = mappings.file(1);
    return file == Texts.NONE ? Texts.NONE : Attributes.baseName(dictionary.texts, file);
  }

  private byte[] copy(int start, int end) {
    return Arrays.copyOfRange(wire.data, start, end);
  }

  @Override
  public ProfileHead head() {
    return head;
  }

  @Override
  public Texts texts() {
    return dictionary.texts;
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
    int frames = stacks.walk((int) samples.source(row));
    return frameWriter.define(
        locationFrames.frames, stacks.rows, frames, stackIds, day, serviceName);
  }

  /** What is wrong with the profile that was read last. */
  Problems problems() {
    return problems;
  }

  /** What is wrong with the dictionary, as far as it was read for profiles until now. */
  Problems dictionaryProblems() {
    dictionaryProblems.repaired(Repair.STRING_TRUNCATED, dictionary.texts.cut());
    dictionaryProblems.repaired(Repair.INVALID_UTF8, dictionary.texts.repaired());
    return dictionaryProblems;
  }

  long heldBytes() {
    return dictionary.heldBytes()
        + request.heldBytes()
        + attributes.heldBytes()
        + links.heldBytes()
        + locationFrames.heldBytes()
        + stacks.heldBytes()
        + pairs.heldBytes()
        + profile.heldBytes()
        + sharedPayloads.heldBytes()
        + sample.heldBytes()
        + samples.heldBytes()
        + frameWriter.heldBytes();
  }
}
