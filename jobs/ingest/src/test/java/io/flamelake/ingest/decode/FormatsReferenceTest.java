package io.flamelake.ingest.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.flamelake.ingest.profile.ProfileTypes;
import io.flamelake.ingest.stacks.FrameKind;
import java.nio.file.Path;
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
