package io.flamelake.ingest.testing;

import com.google.protobuf.ByteString;
import io.flamelake.ingest.testing.proto.pyroscope.LabelPair;
import io.flamelake.ingest.testing.proto.pyroscope.PushRequest;
import io.flamelake.ingest.testing.proto.pyroscope.RawProfileSeries;
import io.flamelake.ingest.testing.proto.pyroscope.RawSample;
import io.flamelake.stacks.record.RawRecord;

/** Requests as Pyroscope's agents send them. */
public final class PyroscopeRequests {

  private PyroscopeRequests() {}

  public static RawRecord record(byte[] request) {
    return Records.withHeader(
        Records.of(request), "content-type", "application/x-protobuf; type=pyroscope.PushRequest");
  }

  public static PushRequest request(RawProfileSeries.Builder... series) {
    PushRequest.Builder request = PushRequest.newBuilder();
    for (RawProfileSeries.Builder one : series) {
      request.addSeries(one);
    }
    return request.build();
  }

  /** Labels as names and values in turn. */
  public static RawProfileSeries.Builder series(String... labels) {
    RawProfileSeries.Builder series = RawProfileSeries.newBuilder();
    for (int i = 0; i < labels.length; i += 2) {
      series.addLabels(LabelPair.newBuilder().setName(labels[i]).setValue(labels[i + 1]));
    }
    return series;
  }

  public static RawSample.Builder sample(byte[] profile) {
    return RawSample.newBuilder()
        .setRawProfile(ByteString.copyFrom(profile))
        .setID("7c1e1f43-5c5e-4b0a-9a43-6f1d0c5b8f10");
  }
}
