package io.flamelake.compaction;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.compaction.job.TableRun;
import io.flamelake.compaction.job.Tick;
import io.flamelake.compaction.testing.TestLake;
import io.flamelake.stacks.config.JobEnvironment;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactionJobTest {
  @TempDir private Path folder;

  @Test
  void everyOperatorHasAUidSoThatSavepointsFitLaterVersions() {
    try (TestLake lake = new TestLake(folder)) {
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.settings());
      new CompactionTopology(lake.configuration(Map.of()), Actions::all).define(environment);
      assertThat(environment.getStreamGraph().getStreamNodes())
          .extracting(StreamNode::getTransformationUID)
          .containsExactlyInAnyOrder("ticks", "each-table", "maintain", "count-runs", "runs");
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Tick.class, TableRun.class})
  void streamTypesNeedNoKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }
}
