package io.flamelake.ingest.pprof;

import io.flamelake.ingest.labels.LabelPairs;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.pprof.PprofBatches.Contents;
import io.flamelake.ingest.record.BadRecord;
import io.flamelake.ingest.record.Rejection;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/**
 * Finds the pprof messages of a {@code RawProfileSeries}, which the requests of both Parca and
 * Pyroscope consist of: labels (field 1) and samples (field 2) in any order. Where labels are bad,
 * the series is rejected as a whole.
 */
public final class RawProfileSeries {

  /** The pprof message in a sample of either protocol. */
  public static final int RAW_PROFILE = Wire.tag(1, Wire.BYTES);

  /** What a sample without a pprof message has. */
  public static final byte[] NO_PROFILE = new byte[0];

  private static final int LABELS = Wire.tag(1, Wire.BYTES);
  private static final int SAMPLE = Wire.tag(2, Wire.BYTES);

  /** Adds the labels of one field of a series. */
  @FunctionalInterface
  public interface LabelField {

    /**
     * Reads the field, whose tag has been read.
     *
     * @param from where its tag starts
     * @param end where the series ends
     */
    void add(int from, int end);
  }

  /** Reads one sample of a series. */
  @FunctionalInterface
  public interface SampleMessage {

    /** Reads the message up to {@code end}. */
    PprofMessage read(int end, ProfileLabels labels);
  }

  private final Wire wire;
  private final LabelPairs labels;
  private final LabelField labelField;
  private final SampleMessage sample;

  /**
   * @param wire where series are read from, by {@code labelField} and {@code sample} too
   * @param labels which {@code labelField} adds to
   */
  public RawProfileSeries(
      Wire wire, LabelPairs labels, LabelField labelField, SampleMessage sample) {
    this.wire = wire;
    this.labels = labels;
    this.labelField = labelField;
    this.sample = sample;
  }

  /** Finds all messages of the series up to {@code end}. */
  public void read(int end, Contents contents) {
    int start = wire.position;
    findLabels(end);
    ProfileLabels ofSeries;
    try {
      ofSeries = labels.read();
    } catch (BadRecord e) {
      byte[] series = Arrays.copyOfRange(wire.data, start, end);
      contents.reject(new Rejection(e.reason(), e.getMessage(), series));
      wire.position = end;
      return;
    }
    wire.position = start;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == SAMPLE) {
        contents.add(sample.read(wire.readEnd(end), ofSeries));
      } else {
        wire.skip(tag, end);
      }
    }
  }

  /** Labels may stand behind the samples, and in several pieces. */
  private void findLabels(int end) {
    labels.start();
    while (wire.position < end) {
      int from = wire.position;
      int tag = wire.readTag();
      if (tag == LABELS) {
        labelField.add(from, end);
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }
}
