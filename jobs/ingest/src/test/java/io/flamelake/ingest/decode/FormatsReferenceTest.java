package io.flamelake.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.labels.RelabelConfigs;
import io.flamelake.ingest.labels.Relabeler;
import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.ingest.record.Reason;
import io.flamelake.stacks.FrameKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatsReferenceTest {

  private static final Path PAGE = Path.of("../../docs/formats.md");

  @ParameterizedTest
  @EnumSource
  void theDocumentationHasEveryReason(Reason reason) {
    assertThat(PAGE)
        .content()
        .contains(
            "| `%s` | %s | %s |\n"
                .formatted(
                    reason.code(),
                    reason.wholeRecord() ? "the record" : "a part",
                    reason.description()));
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentationHasEveryRepair(Repair repair) {
    assertThat(PAGE)
        .content()
        .contains("| `%s` | %s |\n".formatted(repair.code(), repair.description()));
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentationHasEveryDrop(Drop drop) {
    assertThat(PAGE).content().contains("`" + drop.code() + "`");
    assertThat(Path.of("../../docs/metrics.md"))
        .content()
        .contains("| `%s` | %s |\n".formatted(drop.code(), drop.description()));
  }

  @Test
  void theRelabelingRulesOfTheDocumentationDoWhatItSays() throws IOException {
    String yaml = Files.readString(PAGE).split("```yaml\n", -1)[1].split("```", -1)[0];
    Relabeler rules = new Relabeler(RelabelConfigs.parse(yaml));
    Map<String, String> pod = Map.of("pod", "web-0", "app", "web", "request_id", "r1");
    assertThat(rules.relabel(pod))
        .isEqualTo(Map.of("pod", "web-0", "app", "web", "service_name", "web", "__shard", "0"));
    assertThat(rules.relabel(Map.of("pod", "web-0", "env", "dev"))).isNull();
    assertThat(rules.relabel(Map.of("pod", "web-0", "endpoint", "/ready"))).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentationHasEveryKind(FrameKind kind) {
    assertThat(PAGE).content().contains("`" + kind.label() + "`");
  }

  @Test
  void theDocumentationHasEveryCumulativeType() {
    for (String type : ProfileTypes.DEFAULT_CUMULATIVE_TYPES) {
      assertThat(PAGE).content().contains("`" + type + "`");
    }
  }
}
