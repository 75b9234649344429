package io.flamelake.ingest.testing;

import com.google.protobuf.ByteString;
import io.flamelake.ingest.testing.proto.parca.ExecutableInfo;
import io.flamelake.ingest.testing.proto.parca.Label;
import io.flamelake.ingest.testing.proto.parca.LabelSet;
import io.flamelake.ingest.testing.proto.parca.LoadSegment;
import io.flamelake.ingest.testing.proto.parca.RawProfileSeries;
import io.flamelake.ingest.testing.proto.parca.RawSample;
import io.flamelake.ingest.testing.proto.parca.WriteRawRequest;
import io.flamelake.stacks.record.RawRecord;

/** Requests as Parca's agents send them. */
public final class ParcaRequests {

  private ParcaRequests() {}

  public static RawRecord record(byte[] request) {
    return Records.withHeader(
        Records.of(request), "content-type", "application/x-protobuf; type=parca.WriteRawRequest");
  }

  public static WriteRawRequest request(RawProfileSeries.Builder... series) {
    WriteRawRequest.Builder request = WriteRawRequest.newBuilder();
    for (RawProfileSeries.Builder one : series) {
      request.addSeries(one);
    }
    return request.build();
  }

  /** Labels as names and values in turn. */
  public static RawProfileSeries.Builder series(String... labels) {
    LabelSet.Builder set = LabelSet.newBuilder();
    for (int i = 0; i < labels.length; i += 2) {
      set.addLabels(Label.newBuilder().setName(labels[i]).setValue(labels[i + 1]));
    }
    return RawProfileSeries.newBuilder().setLabels(set);
  }

  public static RawSample.Builder sample(byte[] profile) {
    return RawSample.newBuilder().setRawProfile(ByteString.copyFrom(profile));
  }

  public static ExecutableInfo executable(int elfType, long offset, long vaddr) {
    return ExecutableInfo.newBuilder()
        .setElfType(elfType)
        .setLoadSegment(LoadSegment.newBuilder().setOffset(offset).setVaddr(vaddr))
        .build();
  }
}
