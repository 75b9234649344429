package io.flamelake.ingest.operators;

import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.DeltaHistory;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/**
 * Reads partitions in turns that chance decides, with watermarks as a source gives them: the least
 * of what the partitions that are not at their end have come to.
 */
final class PartitionedReads {
  private final List<Deque<SeriesProfile>> partitions = new ArrayList<>();
  private final long[] largest;
  private final Random random;
  private long watermark = Long.MIN_VALUE;

  PartitionedReads(List<SeriesProfile> log, Random random) {
    this.random = random;
    DeltaHistory.partitions(log, random)
        .forEach(partition -> partitions.add(new ArrayDeque<>(partition)));
    largest = new long[partitions.size()];
    java.util.Arrays.fill(largest, Long.MIN_VALUE / 2);
  }

  boolean hasNext() {
    return partitions.stream().anyMatch(partition -> !partition.isEmpty());
  }

  void next(DeltaHarness harness) throws Exception {
    int partition = random.nextInt(partitions.size());
    if (partitions.get(partition).isEmpty()) {
      return;
    }
    SeriesProfile profile = partitions.get(partition).remove();
    harness.read(profile);
    largest[partition] = Math.max(largest[partition], profile.kafkaTimestampMillis());
    if (random.nextBoolean()) {
      emit(harness);
    }
  }

  private void emit(DeltaHarness harness) throws Exception {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < largest.length; i++) {
      if (!partitions.get(i).isEmpty()) {
        least = Math.min(least, largest[i] - DeltaHistory.DISORDER_MILLIS);
      }
    }
    if (least != Long.MAX_VALUE && least > watermark) {
      watermark = least;
      harness.readUpTo(least);
    }
  }
}
