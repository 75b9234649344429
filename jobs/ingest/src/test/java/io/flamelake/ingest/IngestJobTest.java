package io.flamelake.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.config.IngestConfig;
import io.flamelake.ingest.kafka.ProfileSource;
import io.flamelake.ingest.operators.SeriesDefinition;
import io.flamelake.ingest.profile.SeriesProfile;
import io.flamelake.stacks.StackDefinition;
import io.flamelake.stacks.StackKey;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.record.RawRecord;
import io.flamelake.stacks.rows.RejectedRecord;
import io.flamelake.stacks.testing.LocalLake;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.OperatorIDPair;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.types.PojoTestUtils;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestJobTest {
  @TempDir private Path folder;

  @Test
  void everyOperatorHasAUidSoThatSavepointsFitLaterVersions() {
    StreamGraph graph = graph();

    assertThat(graph.getStreamNodes())
        .filteredOn(node -> !isIcebergInternal(node))
        .allSatisfy(
            node -> assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull());
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains(
            "kafka-source",
            "decode",
            "track-series",
            "take-deltas",
            "first-sight-of-stacks",
            "samples-sink",
            "samples-sink: gather-files",
            "profiles-sink",
            "profiles-sink: gather-files",
            "series-rows",
            "stacks-rows",
            "rejects-rows");
  }

  /** Between them, profiles are not serialized. */
  @Test
  void deltasAreTakenInTheTaskThatTracksSeries() {
    assertThat(graph().getJobGraph().getVertices())
        .extracting(IngestJobTest::uids)
        .filteredOn(uids -> uids.contains("track-series"))
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains("take-deltas");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        RawRecord.class,
        SeriesProfile.class,
        StackDefinition.class,
        StackKey.class,
        SeriesDefinition.class,
        RejectedRecord.class
      })
  void streamTypesNeedNoKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  private static List<String> uids(JobVertex task) {
    return task.getOperatorIDs().stream().map(OperatorIDPair::getUserDefinedOperatorUid).toList();
  }

  private StreamGraph graph() {
    try (LocalLake lake = new LocalLake(folder)) {
      IngestConfig config =
          IngestConfig.from(lake.configuration(Map.of("kafka.bootstrap-servers", "127.0.0.1:1")));
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.settings());
      new IngestTopology(config, new IcebergTables(config.catalog(), config.maxOpenPartitions()))
          .define(ProfileSource.stream(environment, config));
      return environment.getStreamGraph();
    }
  }

  /** Parts of a sink that Flink itself derives from the sink's uid. */
  private static boolean isIcebergInternal(StreamNode node) {
    return node.getTransformationUID() == null && node.getOperatorName().contains(": Committer");
  }
}
