package io.flamelake.symbolize.operators;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.StackKey;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepBestTest {
  private static final Duration TTL = Duration.ofDays(2);

  private KeyedOneInputStreamOperatorTestHarness<StackKey, WrittenStack, WrittenStack> harness;

  @BeforeEach
  void starts() throws Exception {
    start(null);
  }

  @AfterEach
  void stops() throws Exception {
    harness.close();
  }

  @Test
  void writesAStackOnceAndAgainOnlyWhenItIsBetter() throws Exception {
    assertThat(written(stack(1, 3), false)).containsExactly(new Row(1, 3, false));
    assertThat(written(stack(1, 3), false)).isEmpty();
    assertThat(written(stack(2, 0), false)).containsExactly(new Row(2, 0, false));
    assertThat(written(stack(1, 1), false)).containsExactly(new Row(1, 1, true));
    assertThat(written(stack(1, 2), false)).isEmpty();
    assertThat(written(stack(1, 1), true)).isEmpty();
    assertThat(written(stack(1, 0), true)).containsExactly(new Row(1, 0, true));
  }

  @Test
  void replacesARowThatNobodyRemembersIfItIsToldToBeThere() throws Exception {
    assertThat(written(stack(1, 3), true)).containsExactly(new Row(1, 3, true));
    assertThat(written(stack(1, 3), true)).isEmpty();
  }

  @Test
  void remembersWhatWasWrittenAfterARestart() throws Exception {
    written(stack(1, 3), false);
    OperatorSubtaskState state = harness.snapshot(1, 1);
    harness.close();
    start(state);
    assertThat(written(stack(1, 3), false)).isEmpty();
    assertThat(written(stack(1, 2), false)).containsExactly(new Row(1, 2, true));
  }

  private record Row(long stackId, int unresolved, boolean rewrite) {}

  private List<Row> written(StackDefinition stack, boolean rewrite) throws Exception {
    harness.getOutput().clear();
    harness.processElement(new WrittenStack(stack, rewrite), 0);
    return harness.extractOutputValues().stream()
        .map(w -> new Row(w.stack().stackId(), w.stack().unresolved(), w.rewrite()))
        .toList();
  }

  private static StackDefinition stack(long id, int unresolved) {
    return new StackDefinition(1, "s", id, id, new byte[] {1, 0}, unresolved, new String[0]);
  }

  private void start(OperatorSubtaskState state) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new KeepBest(TTL)),
            written -> StackKey.of(written.stack()),
            TypeInformation.of(StackKey.class));
    harness.setStateBackend(new EmbeddedRocksDBStateBackend());
    harness.setup();
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
  }
}
