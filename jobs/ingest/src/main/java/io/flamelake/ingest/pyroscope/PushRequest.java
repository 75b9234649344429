package io.flamelake.ingest.pyroscope;

import io.flamelake.ingest.decode.BadRecord;
import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.Reason;
import io.flamelake.ingest.decode.Rejection;
import io.flamelake.ingest.labels.LabelPairs;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.pprof.AddressRule;
import io.flamelake.ingest.pprof.PprofBatches.Contents;
import io.flamelake.ingest.pprof.PprofMessage;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/** Finds the pprof messages of a {@code PushRequest} and their labels. */
final class PushRequest {

  private static final int SERIES = Wire.tag(1, Wire.BYTES);
  private static final int SERIES_LABEL = Wire.tag(1, Wire.BYTES);
  private static final int SERIES_SAMPLE = Wire.tag(2, Wire.BYTES);
  private static final int RAW_PROFILE = Wire.tag(1, Wire.BYTES);
  private static final byte[] NONE = new byte[0];

  private final Wire wire = new Wire(Reason.MALFORMED_PYROSCOPE, "PushRequest of Pyroscope");
  private final LabelPairs labels;

  PushRequest(DecoderOptions options) {
    labels = new LabelPairs(options, new Wire(Reason.MALFORMED_PYROSCOPE, "label set"));
  }

  /** Finds all messages. */
  void read(byte[] data, int length, Contents contents) {
    wire.data = data;
    wire.position = 0;
    while (wire.position < length) {
      int tag = wire.readTag();
      if (tag == SERIES) {
        readSeries(wire.readEnd(length), contents);
      } else {
        wire.skip(tag, length);
      }
    }
    wire.checkNotPast(length);
  }

  private void readSeries(int end, Contents contents) {
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
      if (tag == SERIES_SAMPLE) {
        contents.add(readSample(wire.readEnd(end), ofSeries));
      } else {
        wire.skip(tag, end);
      }
    }
  }

  /** Labels and samples may stand in any order. */
  private void findLabels(int end) {
    labels.start();
    while (wire.position < end) {
      int from = wire.position;
      int tag = wire.readTag();
      wire.skip(tag, end);
      if (tag == SERIES_LABEL) {
        labels.add(wire.data, from, wire.position);
      }
    }
    wire.checkNotPast(end);
  }

  private PprofMessage readSample(int end, ProfileLabels ofSeries) {
    byte[] profile = NONE;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == RAW_PROFILE) {
        int stop = wire.readEnd(end);
        profile = Arrays.copyOfRange(wire.data, wire.position, stop);
        wire.position = stop;
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    return new PprofMessage(profile, ofSeries, AddressRule.OF_PROCESS);
  }
}
