package io.flamelake.compaction.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricsReferenceTest {
  @ParameterizedTest
  @EnumSource
  void theDocumentationTellsWhatIsCounted(CompactionMetric metric) {
    assertThat(Path.of("../../docs/metrics.md"))
        .content()
        .contains(
            "| `%s` | `%s` | %s |\n"
                .formatted(metric.metricName(), metric.operator(), metric.description()));
  }
}
