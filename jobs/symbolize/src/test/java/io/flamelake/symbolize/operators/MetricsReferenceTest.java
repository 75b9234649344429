package io.flamelake.symbolize.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsReferenceTest {
  @ParameterizedTest
  @EnumSource
  void theDocumentationTellsWhatIsCountedAndWhere(SymbolizeMetric metric) {
    assertThat(Path.of("../../docs/metrics.md"))
        .content()
        .contains(
            "| `%s` | `%s` | %s |\n"
                .formatted(metric.metricName(), metric.operator(), metric.description()));
  }
}
