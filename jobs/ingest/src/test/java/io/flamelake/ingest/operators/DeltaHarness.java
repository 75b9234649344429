package io.flamelake.ingest.operators;

import io.flamelake.ingest.config.IngestConfig.DeltaRules;
import io.flamelake.ingest.delta.Taken;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.ingest.testing.DeltaHistory;
import io.flamelake.ingest.testing.DeltaRow;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** {@link TakeDeltas} in Flink's own harness, with its state in RocksDB. */
final class DeltaHarness implements AutoCloseable {
  static final Duration LATENESS = Duration.ofMillis(DeltaHistory.LATENESS_MILLIS);
  static final Duration TTL = Duration.ofHours(24);

  /** Later than all that is sent in tests. */
  private static final long NOW = 1L << 60;

  private final TakeDeltas operator = new TakeDeltas(new DeltaRules(LATENESS, TTL));
  private final KeyedOneInputStreamOperatorTestHarness<Long, SeriesProfile, SeriesProfile> harness;

  DeltaHarness() throws Exception {
    this(null);
  }

  private DeltaHarness(OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(operator), SeriesProfile::seriesId, Types.LONG);
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    harness.setProcessingTime(NOW);
  }

  /** Stops with a savepoint and goes on from it in another harness. */
  DeltaHarness restart() throws Exception {
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    return new DeltaHarness(state);
  }

  void read(SeriesProfile profile) throws Exception {
    harness.processElement(profile, profile.kafkaTimestampMillis());
  }

  /** A watermark. */
  void readUpTo(long millis) throws Exception {
    harness.processWatermark(millis);
  }

  /** The end of all input. */
  void end() throws Exception {
    readUpTo(Long.MAX_VALUE);
  }

  void setNow(long millis) throws Exception {
    harness.setProcessingTime(millis);
  }

  /** The clock that says how old state is; it starts at 0. */
  void setStateTime(long millis) {
    harness.setStateTtlProcessingTime(millis);
  }

  List<SeriesProfile> profiles() {
    return harness.extractOutputValues();
  }

  List<DeltaRow> rows() {
    return profiles().stream().map(DeltaRow::of).toList();
  }

  long count(Taken.Kind kind) {
    return operator.counted(kind);
  }

  /** How many series have a value in a state. */
  long seriesIn(String state) {
    try (Stream<?> keys =
        harness.getOperator().getKeyedStateBackend().getKeys(state, VoidNamespace.INSTANCE)) {
      return keys.distinct().count();
    }
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
