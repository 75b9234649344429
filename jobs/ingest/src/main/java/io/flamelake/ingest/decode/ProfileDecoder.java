package io.flamelake.ingest.decode;

import io.flamelake.stacks.record.RawRecord;

/**
 * Turns records of one format into profiles. An instance keeps its buffers from record to record:
 * it belongs to one thread.
 */
public interface ProfileDecoder {

  /**
   * Decodes one record. Content is never a reason to throw: what can't be used is told to {@link
   * ProfileOutput#reject}. Of a profile that is rejected whole nothing else is told; the other
   * profiles of its record are not touched by it.
   */
  void decode(RawRecord record, ProfileOutput output);
}
