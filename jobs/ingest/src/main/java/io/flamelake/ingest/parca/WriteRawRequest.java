package io.flamelake.ingest.parca;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.labels.LabelPairs;
import io.flamelake.ingest.labels.ProfileLabels;
import io.flamelake.ingest.pprof.AddressRule;
import io.flamelake.ingest.pprof.PprofBatches.Contents;
import io.flamelake.ingest.pprof.PprofMessage;
import io.flamelake.ingest.pprof.RawProfileSeries;
import io.flamelake.ingest.record.Reason;
import io.flamelake.ingest.wire.Wire;
import java.util.Arrays;

/** Finds the pprof messages of a {@code WriteRawRequest}, their labels, and what is told of ELF. */
final class WriteRawRequest {

  private static final int SERIES = Wire.tag(2, Wire.BYTES);
  private static final int NORMALIZED = Wire.tag(3, Wire.VARINT);
  private static final int LABEL = Wire.tag(1, Wire.BYTES);
  private static final int EXECUTABLE_INFO = Wire.tag(2, Wire.BYTES);

  private final Wire wire = new Wire(Reason.MALFORMED_PARCA, "WriteRawRequest of Parca");
  private final ExecutableInfo executableInfo = new ExecutableInfo(wire);
  private final LabelPairs labels;
  private final RawProfileSeries series;
  private boolean normalized;
  private long[] shifts = new long[16];

  WriteRawRequest(DecoderOptions options) {
    Wire labelWire = new Wire(Reason.MALFORMED_PARCA, "label set");
    labels = new LabelPairs(options.limits(), options.series(), labelWire);
    series = new RawProfileSeries(wire, labels, this::addLabelSet, this::readSample);
  }

  /** Finds all messages. */
  void read(byte[] data, int length, Contents contents) {
    wire.data = data;
    findNormalized(length);
    wire.position = 0;
    while (wire.position < length) {
      int tag = wire.readTag();
      if (tag == SERIES) {
        series.read(wire.readEnd(length), contents);
      } else {
        wire.skip(tag, length);
      }
    }
  }

  /** The flag holds for all series, and usually stands behind them. */
  private void findNormalized(int length) {
    normalized = false;
    wire.position = 0;
    while (wire.position < length) {
      int tag = wire.readTag();
      if (tag == NORMALIZED) {
        normalized = wire.varint() != 0;
      } else {
        wire.skip(tag, length);
      }
    }
    wire.checkNotPast(length);
  }

  private void addLabelSet(int from, int seriesEnd) {
    int end = wire.readEnd(seriesEnd);
    while (wire.position < end) {
      int start = wire.position;
      int tag = wire.readTag();
      wire.skip(tag, end);
      if (tag == LABEL) {
        labels.add(wire.data, start, wire.position);
      }
    }
    wire.checkNotPast(end);
  }

  private PprofMessage readSample(int end, ProfileLabels ofSeries) {
    byte[] profile = RawProfileSeries.NO_PROFILE;
    int executables = 0;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == RawProfileSeries.RAW_PROFILE) {
        profile = wire.bytes(end);
      } else if (tag == EXECUTABLE_INFO) {
        if (executables == shifts.length) {
          shifts = Arrays.copyOf(shifts, executables * 2);
        }
        shifts[executables++] = executableInfo.readShift(wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
    return new PprofMessage(profile, ofSeries, rule(executables));
  }

  private AddressRule rule(int executables) {
    if (normalized) {
      return AddressRule.NORMALISED;
    }
    return executables == 0
        ? AddressRule.OF_PROCESS
        : AddressRule.ofSegments(Arrays.copyOf(shifts, executables));
  }
}
