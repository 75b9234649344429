package io.flamelake.benchmarks;

import io.flamelake.ingest.decode.DecoderOptions;
import io.flamelake.ingest.decode.ProfileDecoder;
import io.flamelake.ingest.formats.Decoders;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.record.RawRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Decodes records one after another, over and over, as one decoder of a job does in the long run:
 * its buffers are large enough, and it has told most stacks before.
 */
final class DecodeWork extends RecordedOutput {

  private final ProfileDecoder decoder = new Decoders(DecoderOptions.defaults());
  private final List<RawRecord> records = new ArrayList<>();
  private int next;
  private long seen;

  DecodeWork(List<byte[]> values) {
    for (byte[] value : values) {
      records.add(record(value, records.size()));
    }
    if (records.isEmpty()) {
      throw new IllegalArgumentException("no profiles; name their folder: " + RecordedSet.FOLDER);
    }
  }

  int size() {
    return records.size();
  }

  /** Decodes one record; the result stands for all that was told. */
  long decodeNext() {
    decoder.decode(records.get(next), this);
    next = next + 1 == records.size() ? 0 : next + 1;
    return seen;
  }

  @Override
  public void profile(SeriesProfile profile) {
    seen += profile.stackCount();
  }

  @Override
  public void stack(StackDefinition stack) {
    seen += stack.frames().length;
  }
}
