package io.flamelake.ingest.kafka;

import io.flamelake.stacks.kafka.RecordBytes;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What a reader has read that no completed checkpoint covers. The source and its watermarks share
 * one: Flink carries them to a reader together, so each reader has its own. Only the reader's task
 * changes it.
 */
final class UncommittedBytes implements RecordBytes {
  private static final long serialVersionUID = 1L;

  /** An empty record still becomes a row of {@code rejects}. */
  private static final int LEAST_OF_A_RECORD = 128;

  private final long max;
  private final NavigableMap<Long, Long> readAtCheckpoint = new TreeMap<>();
  private long read;
  private long committed;

  UncommittedBytes(long max) {
    this.max = max;
  }

  @Override
  public void read(int bytes) {
    read += Math.max(bytes, LEAST_OF_A_RECORD);
  }

  /** What was read until now belongs to this checkpoint, and what comes next does not. */
  void checkpoint(long id) {
    readAtCheckpoint.put(id, read);
  }

  /** A checkpoint covers what those before it would have covered. */
  void completed(long id) {
    NavigableMap<Long, Long> covered = readAtCheckpoint.headMap(id, true);
    if (!covered.isEmpty()) {
      committed = covered.lastEntry().getValue();
      covered.clear();
    }
  }

  void aborted(long id) {
    readAtCheckpoint.remove(id);
  }

  long bytes() {
    return read - committed;
  }

  /** Whether nothing more is to be read before a checkpoint completes. */
  boolean isFull() {
    return bytes() >= max;
  }
}
