package io.flamelake.ingest.pyroscope;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.labels.LabelPairs;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.pprof.AddressRule;
import io.flamelake.ingest.pprof.PprofBatches.Contents;
import io.flamelake.ingest.pprof.PprofMessage;
import io.flamelake.ingest.pprof.RawProfileSeries;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.wire.Wire;

/** Finds the pprof messages of a {@code PushRequest} and their labels. */
final class PushRequest {

  private static final int SERIES = Wire.tag(1, Wire.BYTES);
  private static final int LABEL = Wire.tag(1, Wire.BYTES);

  private final Wire wire = new Wire(Reason.MALFORMED_PYROSCOPE, "PushRequest of Pyroscope");
  private final LabelPairs labels;
  private final RawProfileSeries series;

  PushRequest(DecoderOptions options) {
    Wire labelWire = new Wire(Reason.MALFORMED_PYROSCOPE, "label set");
    labels = new LabelPairs(options.limits(), options.series(), labelWire);
    series = new RawProfileSeries(wire, labels, this::addLabel, this::readSample);
  }

  /** Finds all messages. */
  void read(byte[] data, int length, Contents contents) {
    wire.data = data;
    wire.position = 0;
    while (wire.position < length) {
      int tag = wire.readTag();
      if (tag == SERIES) {
        series.read(wire.readEnd(length), contents);
      } else {
        wire.skip(tag, length);
      }
    }
    wire.checkNotPast(length);
  }

  private void addLabel(int from, int end) {
    wire.skip(LABEL, end);
    labels.add(wire.data, from, wire.position);
  }

  private PprofMessage readSample(int end, ProfileLabels ofSeries) {
    byte[] profile = RawProfileSeries.NO_PROFILE;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == RawProfileSeries.RAW_PROFILE) {
        profile = wire.bytes(end);
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    return new PprofMessage(profile, ofSeries, AddressRule.OF_PROCESS);
  }
}
