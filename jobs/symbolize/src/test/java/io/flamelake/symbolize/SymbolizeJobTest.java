package io.flamelake.symbolize;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.stacks.StackKey;
import io.flamelake.stacks.config.JobEnvironment;
import io.flamelake.stacks.testing.LocalLake;
import io.flamelake.symbolize.config.SymbolizeConfig;
import io.flamelake.symbolize.kafka.SymbolizeSources;
import io.flamelake.symbolize.operators.LoadedBuild;
import io.flamelake.symbolize.operators.PendingBuild;
import io.flamelake.symbolize.operators.PendingStack;
import io.flamelake.symbolize.operators.ResolvedStack;
import io.flamelake.symbolize.operators.StackToResolve;
import io.flamelake.symbolize.operators.UploadedBuild;
import io.flamelake.symbolize.operators.WrittenStack;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SymbolizeJobTest {
  @TempDir private Path folder;

  @Test
  void everyOperatorHasAUidSoThatSavepointsFitLaterVersions() {
    StreamGraph graph = graph();
    assertThat(graph.getStreamNodes())
        .filteredOn(node -> !isPartOfASink(node))
        .allSatisfy(
            node -> assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotNull());
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .contains(
            "stacks-source",
            "uploads-source",
            "decode",
            "resolve",
            "count",
            "pending",
            "resolve-again",
            "count-again",
            "load-builds",
            "count-load-builds",
            "fetch-builds",
            "count-fetch-builds",
            "keep-best",
            "stacks-rows",
            "rejects-rows",
            "again-sink",
            "fetched-sink");
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        StackKey.class,
        StackToResolve.class,
        ResolvedStack.class,
        WrittenStack.class,
        PendingStack.class,
        PendingBuild.class,
        UploadedBuild.class,
        LoadedBuild.class
      })
  void streamTypesNeedNoKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  private StreamGraph graph() {
    try (LocalLake lake = new LocalLake(folder)) {
      SymbolizeConfig config =
          SymbolizeConfig.from(
              lake.configuration(
                  Map.of(
                      "kafka.bootstrap-servers",
                      "127.0.0.1:1",
                      "store.uri",
                      folder.toUri().toString())));
      StreamExecutionEnvironment environment =
          StreamExecutionEnvironment.getExecutionEnvironment(JobEnvironment.settings());
      new SymbolizeTopology(config, new ConfiguredIndexes(config.sources()))
          .define(
              SymbolizeSources.stacks(environment, config),
              SymbolizeSources.uploads(environment, config));
      return environment.getStreamGraph();
    }
  }

  /** What Flink itself derives from a sink's uid. */
  private static boolean isPartOfASink(StreamNode node) {
    return node.getTransformationUID() == null && node.getOperatorName().contains(": Committer");
  }
}
