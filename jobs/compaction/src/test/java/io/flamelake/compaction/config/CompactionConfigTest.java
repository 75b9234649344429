package io.flamelake.compaction.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flamelake.catalog.Tables;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompactionConfigTest {
  @Test
  void onlyTheCatalogMustBeGiven() {
    CompactionConfig config = config(Map.of());
    assertThat(config.tables()).isEqualTo(Tables.ALL);
    assertThat(config.dryRun()).isFalse();
    assertThat(config.rules().sealDelay()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.space().memoryBytes()).isEqualTo(256L << 20);
  }

  @Test
  void tablesAreChosenByName() {
    assertThat(config(Map.of("compaction.tables", "stacks;samples")).tables())
        .extracting(table -> table.name())
        .containsExactly("samples", "stacks");
  }

  @ParameterizedTest
  @CsvSource({
    "compaction.tables, sample, 'compaction.tables is ''sample'', but must be of [samples,'",
    "compaction.sort-memory, 7 mb, 'compaction.sort-memory is ''7 mb'', but must be at least 8 mb'",
    "compaction.sort-memory, much, compaction.sort-memory is 'much':",
    "compaction.max-group-size, 300 mb, 'compaction.max-group-size is ''300 mb'', but must be at'",
    "compaction.open-files, 0, 'compaction.open-files is ''0'', but must be at least 1'",
    "compaction.seal-delay, soon, compaction.seal-delay is 'soon':",
    "compaction.sort-memmory, 1 gb, compaction.sort-memmory is not a key of compaction",
  })
  void aWrongValueIsNamedWithItsKey(String key, String value, String message) {
    assertThatThrownBy(() -> config(Map.of(key, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message.replace("''", "'"));
  }

  private static CompactionConfig config(Map<String, String> more) {
    Map<String, String> given = new HashMap<>(more);
    given.putAll(
        Map.of("catalog.type", "jdbc", "catalog.uri", "jdbc:x", "catalog.warehouse", "local:///"));
    return CompactionConfig.from(given);
  }
}
