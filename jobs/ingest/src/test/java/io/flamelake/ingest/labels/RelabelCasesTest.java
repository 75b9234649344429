package io.flamelake.ingest.labels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The results of Prometheus on a table of cases. */
class RelabelCasesTest {

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void givesTheResultOfPrometheus(
      String name, Map<String, String> labels, String rules, Object result) {
    Map<String, String> relabeled = new Relabeler(RelabelConfigs.parse(rules)).relabel(labels);
    assertThat(relabeled == null ? "dropped" : relabeled).isEqualTo(result);
  }

  static Stream<Arguments> givesTheResultOfPrometheus() throws IOException {
    try (InputStream file = RelabelCasesTest.class.getResourceAsStream("/relabel/cases.yaml")) {
      List<?> cases = (List<?>) new Load(LoadSettings.builder().build()).loadFromInputStream(file);
      return cases.stream()
          .map(Map.class::cast)
          .map(c -> Arguments.of(c.get("case"), c.get("labels"), c.get("rules"), c.get("result")));
    }
  }
}
