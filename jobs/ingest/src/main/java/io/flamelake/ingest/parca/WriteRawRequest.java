package io.flamelake.ingest.parca;

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

/** Finds the pprof messages of a {@code WriteRawRequest}, their labels, and what is told of ELF. */
final class WriteRawRequest {

  private static final int SERIES = Wire.tag(2, Wire.BYTES);
  private static final int NORMALIZED = Wire.tag(3, Wire.VARINT);
  private static final int SERIES_LABELS = Wire.tag(1, Wire.BYTES);
  private static final int SERIES_SAMPLE = Wire.tag(2, Wire.BYTES);
  private static final int LABEL = Wire.tag(1, Wire.BYTES);
  private static final int RAW_PROFILE = Wire.tag(1, Wire.BYTES);
  private static final int EXECUTABLE_INFO = Wire.tag(2, Wire.BYTES);
  private static final byte[] NONE = new byte[0];

  private final Wire wire = new Wire(Reason.MALFORMED_PARCA, "WriteRawRequest of Parca");
  private final ExecutableInfo executableInfo = new ExecutableInfo(wire);
  private final LabelPairs labels;
  private boolean normalized;
  private long[] shifts = new long[16];

  WriteRawRequest(DecoderOptions options) {
    labels = new LabelPairs(options, new Wire(Reason.MALFORMED_PARCA, "label set"));
  }

  /** Finds all messages. */
  void read(byte[] data, int length, Contents contents) {
    wire.data = data;
    findNormalized(length);
    wire.position = 0;
    while (wire.position < length) {
      int tag = wire.readTag();
      if (tag == SERIES) {
        readSeries(wire.readEnd(length), contents);
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

  /** Labels may stand behind the samples, and in several pieces. */
  private void findLabels(int end) {
    labels.start();
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == SERIES_LABELS) {
        addLabels(wire.readEnd(end));
      } else {
        wire.skip(tag, end);
      }
    }
    wire.checkNotPast(end);
  }

  private void addLabels(int end) {
    while (wire.position < end) {
      int from = wire.position;
      int tag = wire.readTag();
      wire.skip(tag, end);
      if (tag == LABEL) {
        labels.add(wire.data, from, wire.position);
      }
    }
    wire.checkNotPast(end);
  }

  private PprofMessage readSample(int end, ProfileLabels ofSeries) {
    byte[] profile = NONE;
    int executables = 0;
    while (wire.position < end) {
      int tag = wire.readTag();
      if (tag == RAW_PROFILE) {
        int stop = wire.readEnd(end);
        profile = Arrays.copyOfRange(wire.data, wire.position, stop);
        wire.position = stop;
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
